import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { Table } from '#client/ui/Table.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import { showPasswords, useNewPasswords } from './new-passwords.ts'

/** The passwords that an import of accounts has made, as long as nobody has taken them down. They can be copied as a table. */
export function PasswordList() {
  const passwords = useNewPasswords()
  const { t } = useTranslation('desk')
  const say = useToast()
  const copy = async () => {
    const lines = passwords.map(({ displayName, username, password }) => [displayName, username, password].join('\t'))
    try {
      await navigator.clipboard.writeText(lines.join('\n'))
      say(t('roster.copied'))
    } catch {
      // without the clipboard the table stands there, to be copied by hand
      say(t('roster.notCopied'))
    }
  }
  if (passwords.length === 0) return null
  return (
    <section className="ui-card roster-passwords">
      <h2>{t('roster.passwords')}</h2>
      <p className="ui-note">{t('roster.passwordsNote')}</p>
      <div className="ui-actions">
        <Button onPress={() => showPasswords([])}>{t('roster.takenDown')}</Button>
        <Button tone="main" onPress={() => void copy()}>
          {t('roster.copyAll')}
        </Button>
      </div>
      <Table
        caption={t('roster.passwords')}
        rows={passwords}
        rowKey={({ username }) => username}
        columns={[
          { head: t('roster.name'), cell: ({ displayName }) => displayName },
          { head: t('roster.username'), cell: ({ username }) => username },
          { head: t('roster.password'), cell: ({ password }) => <code>{password}</code> },
        ]}
      />
    </section>
  )
}
