import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Link } from 'wouter'
import { may } from '#client/desk/rights.ts'
import { PhoneNumber } from '#client/graph/PhoneNumber.tsx'
import { QueryResult } from '#client/graph/QueryResult.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { ExportMenu } from '#client/modules/reports/ExportMenu.tsx'
import { SquadsDocument } from '#client/modules/squads/documents.ts'
import { SquadForm } from '#client/modules/squads/SquadForm.tsx'
import { LinkButton } from '#client/ui/Button.tsx'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { EmptyNote } from '#client/ui/EmptyNote.tsx'
import { listText } from '#client/ui/list-text.ts'
import { Page } from '#client/ui/Page.tsx'
import { Table } from '#client/ui/Table.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import { RetiredSwitch } from './RetiredSwitch.tsx'

/** The page of the squads, in the order of their numbers. Each is a link to its record. */
export function SquadsPage({ viewer }: { viewer: Viewer }) {
  const { t, i18n } = useTranslation('desk')
  const namesOf = (named: readonly { name: string }[]) =>
    listText(
      named.map(({ name }) => name),
      i18n.language,
    )
  const [isRetired, setRetired] = useState(false)
  const [result, again] = useQuery({ query: SquadsDocument, variables: { retired: isRetired } })
  return (
    <Page
      title={t('nav.squads')}
      actions={
        <>
          <ExportMenu list="SQUADS" phones={viewer.role === 'COMMAND'} />
          {may(viewer.role, 'planDay') && <LinkButton href="/desk/plan">{t('plan.open')}</LinkButton>}
          {may(viewer.role, 'createSquad') && (
            <CreateSquad viewer={viewer} onSaved={() => again({ requestPolicy: 'network-only' })} />
          )}
        </>
      }
      wide
    >
      <RetiredSwitch isRetired={isRetired} onChange={setRetired} hasAccounts />
      <QueryResult result={result} retry={again}>
        {({ squads }) =>
          squads.length === 0 ? (
            <EmptyNote>{t(isRetired ? 'retired.none' : 'setUp.none.squads')}</EmptyNote>
          ) : (
            <div className="ui-list">
              <Table
                caption={t('nav.squads')}
                rows={squads}
                rowKey={({ id }) => id}
                columns={[
                  {
                    head: t('squad'),
                    cell: ({ id, number }) => <Link href={`/desk/squads/${id}`}>{t('squadNumber', { number })}</Link>,
                  },
                  {
                    head: t('squads.cadre'),
                    cell: ({ cadreName, cadreTitle }) => (
                      <>
                        {cadreName}
                        <small>{cadreTitle}</small>
                      </>
                    ),
                  },
                  { head: t('squads.zones'), cell: ({ zones }) => namesOf(zones) || '—' },
                  {
                    head: t('squads.members'),
                    cell: ({ members }) => (
                      <>
                        {members.length}
                        <small>{namesOf(members)}</small>
                      </>
                    ),
                  },
                  { head: t('squads.phone'), cell: ({ id, phone }) => <PhoneNumber of={id} masked={phone} /> },
                ]}
              />
            </div>
          )
        }
      </QueryResult>
    </Page>
  )
}

/** The button and the form that make a squad. */
function CreateSquad({ viewer, onSaved }: { viewer: Viewer; onSaved: () => void }) {
  const { t } = useTranslation('desk')
  const say = useToast()
  return (
    <DialogButton label={t('squads.create')} tone="main">
      {(close) => (
        <SquadForm
          zones={viewer.union.zones}
          onCancel={close}
          onSaved={({ id, number }) => {
            close()
            onSaved()
            say(t('setUp.saved', { name: t('squadNumber', { number }) }), { href: `/desk/squads/${id}` })
          }}
        />
      )}
    </DialogButton>
  )
}
