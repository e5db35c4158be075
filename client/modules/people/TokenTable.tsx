import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { momentText } from '#client/ui/dates.ts'
import { Table } from '#client/ui/Table.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import type { TokenRowFragment } from '#codegen/graph/graphql.ts'
import { RevokeTokenDocument } from './documents.ts'
import './people.css'

/** A table of the integrators' tokens. */
export function TokenTable({ rows }: { rows: readonly TokenRowFragment[] }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const revokeToken = useChange(RevokeTokenDocument)
  const revoke = async (tokenId: string) => {
    const { failure } = await revokeToken({ tokenId })
    say(failure ? failure.message || common('offline') : t('people.revoked'))
  }
  return (
    <Table
      caption={t('people.tokens')}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { head: t('people.tokenName'), cell: ({ name }) => name },
        { head: t('people.account'), cell: ({ account }) => account.displayName },
        { head: t('people.scopes'), cell: (token) => token.scopes.map((one) => common(`Scope.${one}`)).join('、') },
        { head: t('people.usedAt'), cell: ({ usedAt }) => momentText(usedAt) },
        { head: t('people.expiresAt'), cell: ({ expiresAt }) => momentText(expiresAt) },
        {
          head: common('actions'),
          cell: ({ id, endedAt }) =>
            endedAt ? (
              t('people.revoked')
            ) : (
              <span className="people-actions">
                <button type="button" className="ui-plain" onClick={() => revoke(id)}>
                  {t('people.revoke')}
                </button>
              </span>
            ),
        },
      ]}
    />
  )
}
