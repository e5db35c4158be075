import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Link } from 'wouter'
import { may } from '#client/desk/rights.ts'
import { QueryResult } from '#client/graph/QueryResult.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { useRetirement } from '#client/graph/useRetirement.ts'
import { AgencyForm } from '#client/modules/agencies/AgencyForm.tsx'
import { AgencyListDocument, RestoreAgencyDocument, RetireAgencyDocument } from '#client/modules/agencies/documents.ts'
import { Button } from '#client/ui/Button.tsx'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { EmptyNote } from '#client/ui/EmptyNote.tsx'
import { listText } from '#client/ui/list-text.ts'
import { Page } from '#client/ui/Page.tsx'
import { type Column, Table } from '#client/ui/Table.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import type { AgencyRowFragment } from '#codegen/graph/graphql.ts'
import { RetiredSwitch } from './RetiredSwitch.tsx'
import { RoutesPart } from './RoutesPart.tsx'
import { TemplatesPart } from './TemplatesPart.tsx'

/** The page of the agencies, with who acts for each and where. */
export function AgenciesPage({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const [isRetired, setRetired] = useState(false)
  const [result, again] = useQuery({ query: AgencyListDocument, variables: { retired: isRetired } })
  const readAgain = () => again({ requestPolicy: 'network-only' })
  const columns = useColumns(viewer, readAgain)
  return (
    <Page
      title={t('nav.agencies')}
      note={t('setUp.about.agencies')}
      actions={may(viewer.role, 'createAgency') && <AgencyDialog viewer={viewer} onSaved={readAgain} />}
      wide
    >
      <RetiredSwitch isRetired={isRetired} onChange={setRetired} hasAccounts />
      <QueryResult result={result} retry={again}>
        {({ agencies }) =>
          agencies.length === 0 ? (
            <EmptyNote>{t(isRetired ? 'retired.none' : 'setUp.none.agencies')}</EmptyNote>
          ) : (
            <div className="ui-list">
              <Table caption={t('nav.agencies')} rows={agencies} rowKey={({ id }) => id} columns={columns} />
            </div>
          )
        }
      </QueryResult>
      {!isRetired && <RoutesPart viewer={viewer} />}
      {!isRetired && <TemplatesPart viewer={viewer} />}
    </Page>
  )
}

type AgencyDialogProps = { viewer: Viewer; agency?: AgencyRowFragment; onSaved: () => void }

/** The button and the form that make an agency, or change one. */
function AgencyDialog({ viewer, agency, onSaved }: AgencyDialogProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  return (
    <DialogButton
      label={agency ? common('edit') : t('agencies.create')}
      title={agency?.name ?? t('agencies.create')}
      {...(agency ? { small: true } : { tone: 'main' })}
    >
      {(close) => (
        <AgencyForm
          {...(agency && { agency })}
          zones={viewer.union.zones}
          onCancel={close}
          onSaved={(name) => {
            close()
            onSaved()
            say(t('setUp.saved', { name }))
          }}
        />
      )}
    </DialogButton>
  )
}

function useColumns(viewer: Viewer, readAgain: () => void): Column<AgencyRowFragment>[] {
  const { t, i18n } = useTranslation('desk')
  const { t: common } = useTranslation()
  const toggle = useRetirement(
    {
      retire: RetireAgencyDocument,
      restore: RestoreAgencyDocument,
      disabledIn: ({ retireAgency }) => retireAgency.disabledAccounts,
    },
    readAgain,
  )
  const namesOf = (names: readonly string[]) => listText(names, i18n.language) || '—'
  return [
    {
      head: t('agencies.name'),
      cell: ({ name, aliases }) => (
        <>
          {name}
          {aliases.length > 0 && <small>{namesOf(aliases)}</small>}
        </>
      ),
    },
    { head: t('agencies.kind'), cell: ({ kind }) => common(`AgencyKind.${kind}`) },
    { head: t('squads.zones'), cell: ({ zones }) => namesOf(zones.map(({ name }) => name)) },
    { head: t('squads.phone'), cell: ({ phone }) => phone || '—' },
    ...(may(viewer.role, 'updateAgency')
      ? [
          {
            head: t('agencies.officers'),
            cell: ({ officers }: AgencyRowFragment) =>
              officers.length > 0
                ? officers.map(({ id, displayName }) => (
                    <div key={id}>
                      <Link href={`/desk/accounts/${id}`}>{displayName}</Link>
                    </div>
                  ))
                : t('agencies.noOfficers'),
          },
          {
            head: t('retired.deeds'),
            cell: (agency: AgencyRowFragment) => (
              <div className="retired-deeds">
                {!agency.retiredAt && <AgencyDialog viewer={viewer} agency={agency} onSaved={readAgain} />}
                <Button small tone="plain" onPress={() => void toggle(agency, agency.name, { agencyId: agency.id })}>
                  {t(agency.retiredAt ? 'retired.restore' : 'retired.retire')}
                </Button>
              </div>
            ),
          },
        ]
      : []),
  ]
}
