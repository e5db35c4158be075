import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LinkSheet } from '#client/desk/links/LinkSheet.tsx'
import { openUnion, type Subdistrict } from '#client/desk/unions.ts'
import { askedUnion } from '#client/graph/chosen-union.ts'
import type { Viewer } from '#client/graph/session.ts'
import { type MadeUnion, SubdistrictForm } from '#client/modules/unions/SubdistrictForm.tsx'
import { Button } from '#client/ui/Button.tsx'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { EmptyNote } from '#client/ui/EmptyNote.tsx'
import { Page } from '#client/ui/Page.tsx'
import { Table } from '#client/ui/Table.tsx'
import { Tag } from '#client/ui/Tag.tsx'

type SubdistrictsPageProps = { viewer: Viewer; unions: readonly Subdistrict[] }

/** The page on which a district makes the unions below it, and goes to one of them. */
export function SubdistrictsPage({ viewer, unions }: SubdistrictsPageProps) {
  const { t } = useTranslation('desk')
  const [made, setMade] = useState<MadeUnion | null>(null)
  if (made) return <FirstLink accountId={viewer.id} made={made} />
  return (
    <Page
      title={t('nav.union')}
      note={t('unions.about')}
      actions={
        <DialogButton label={t('unions.create')} tone="main">
          {(close) => (
            <SubdistrictForm
              onCancel={close}
              onSaved={(saved) => {
                close()
                setMade(saved)
              }}
            />
          )}
        </DialogButton>
      }
    >
      {unions.length === 0 ? (
        <EmptyNote>{t('unions.none')}</EmptyNote>
      ) : (
        <Table
          caption={t('nav.union')}
          rows={unions}
          rowKey={({ id }) => id}
          columns={[
            { head: t('unions.name'), cell: ({ name }) => name },
            { head: t('unions.shortName'), cell: ({ shortName }) => shortName ?? '—' },
            {
              head: t('unions.shown'),
              cell: ({ id }) =>
                id === askedUnion() ? (
                  <Tag tone="done">{t('unions.isShown')}</Tag>
                ) : (
                  <Button small onPress={() => openUnion(viewer.id, id, '/desk/today')}>
                    {t('unions.show')}
                  </Button>
                ),
            },
          ]}
        />
      )}
    </Page>
  )
}

/** The link that is given to the person who leads a new union, with its code to scan. It is shown this once. */
function FirstLink({ accountId, made }: { accountId: string; made: MadeUnion }) {
  const { t } = useTranslation('desk')
  const { union, displayName, username, address, expiresAt } = made
  const link = { id: union.id, purpose: 'SET_PASSWORD' as const, account: { displayName, username } }
  return (
    <Page
      title={t('unions.made', { name: union.name })}
      note={t('unions.firstLink', { name: displayName })}
      actions={
        // the page is loaded anew, with the new union among those that one can choose
        <Button onPress={() => openUnion(accountId, union.id, '/desk/union')}>{t('unions.afterLink')}</Button>
      }
    >
      {address && expiresAt && <LinkSheet union={union.name} made={[{ address, link: { ...link, expiresAt } }]} />}
    </Page>
  )
}
