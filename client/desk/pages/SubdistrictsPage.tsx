import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { LinkSheet } from '#client/desk/links/LinkSheet.tsx'
import { openUnion, type Subdistrict } from '#client/desk/unions.ts'
import { askedUnion } from '#client/graph/chosen-union.ts'
import type { Viewer } from '#client/graph/session.ts'
import { ChairLinkForm } from '#client/modules/unions/ChairLinkForm.tsx'
import type { ChairLink } from '#client/modules/unions/chair-link.ts'
import { UnionsInUseDocument } from '#client/modules/unions/documents.ts'
import { SubdistrictForm } from '#client/modules/unions/SubdistrictForm.tsx'
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
  const [made, setMade] = useState<ChairLink | null>(null)
  // no event tells the district of it: it is asked each time that the page is opened
  const [{ data }] = useQuery({ query: UnionsInUseDocument, requestPolicy: 'network-only' })
  if (made) return <NewLink accountId={viewer.id} made={made} />
  const inUse = new Map(data?.unions.map(({ id, isInUse }) => [id, isInUse]))
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
              head: t('unions.inUse'),
              cell: ({ id }) => {
                const isInUse = inUse.get(id)
                if (isInUse === undefined) return '…'
                return isInUse ? (
                  <Tag tone="done">{t('unions.isInUse')}</Tag>
                ) : (
                  <Tag tone="quiet">{t('unions.isNotInUse')}</Tag>
                )
              },
            },
            {
              head: t('unions.link'),
              cell: (union) => (
                <DialogButton label={t('unions.makeLink')} title={union.name} small>
                  {(close) => (
                    <ChairLinkForm
                      union={union}
                      onCancel={close}
                      onSaved={(saved) => {
                        close()
                        setMade(saved)
                      }}
                    />
                  )}
                </DialogButton>
              ),
            },
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

/** The link that is given to the person who leads a union, with its code to scan. It is shown this once. */
function NewLink({ accountId, made }: { accountId: string; made: ChairLink }) {
  const { t } = useTranslation('desk')
  const { union, displayName, username, address, expiresAt, isFirst } = made
  const link = { id: union.id, purpose: 'SET_PASSWORD' as const, account: { displayName, username } }
  return (
    <Page
      title={isFirst ? t('unions.made', { name: union.name }) : union.name}
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
