import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { may } from '#client/desk/rights.ts'
import { useUndo } from '#client/desk/useUndo.ts'
import { QueryResult } from '#client/graph/QueryResult.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { useChange } from '#client/graph/useChange.ts'
import { IssueRoutesDocument, SetIssueRoutesDocument } from '#client/modules/issues/deed-documents.ts'
import { useAgencyOptions } from '#client/modules/squads/SquadField.tsx'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { textOf } from '#client/ui/form/form-values.ts'
import { SelectField } from '#client/ui/form/SelectField.tsx'
import { listText } from '#client/ui/list-text.ts'
import { type Column, Table } from '#client/ui/Table.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import { enums } from '#codegen/graph/enums.ts'
import type { IssueCategory, IssueRoutesQuery } from '#codegen/graph/graphql.ts'

type Route = IssueRoutesQuery['issueRoutes'][number]
type Row = { category: IssueCategory; routes: Route[] }

/** The table by which agencies are proposed for issues: for each category in all zones, and in single ones. */
export function RoutesPart({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const [result, again] = useQuery({ query: IssueRoutesDocument })
  const columns = useColumns(viewer)
  return (
    <section className="ui-part">
      <header className="ui-part-head">
        <h2>{t('routes.title')}</h2>
        <p className="ui-note">{t('routes.note')}</p>
      </header>
      <QueryResult result={result} retry={again}>
        {({ issueRoutes }) => (
          <div className="ui-list">
            <Table
              caption={t('routes.title')}
              rows={(enums.IssueCategory as readonly IssueCategory[]).map((category) => ({
                category,
                routes: issueRoutes.filter((route) => route.category === category),
              }))}
              rowKey={({ category }) => category}
              columns={columns}
            />
          </div>
        )}
      </QueryResult>
    </section>
  )
}

const inAll = ({ routes }: Row) => routes.find(({ zone }) => !zone)
const inSome = ({ routes }: Row) => routes.filter(({ zone }) => zone)

function useColumns(viewer: Viewer): Column<Row>[] {
  const { t, i18n } = useTranslation('desk')
  const { t: common } = useTranslation()
  return [
    { head: t('issues.category'), cell: ({ category }) => common(`IssueCategory.${category}`) },
    { head: t('routes.all'), cell: (row) => inAll(row)?.agency.name ?? t('routes.usual') },
    {
      head: t('routes.some'),
      cell: (row) =>
        listText(
          inSome(row).map(({ zone, agency }) => t('routes.inZone', { zone: zone!.name, agency: agency.name })),
          i18n.language,
        ) || '—',
    },
    ...(may(viewer.role, 'setIssueRoutes')
      ? [{ head: '', cell: (row: Row) => <RouteDialog viewer={viewer} row={row} /> }]
      : []),
  ]
}

/** The button and the form by which the routes of a category are changed. */
function RouteDialog({ viewer, row }: { viewer: Viewer; row: Row }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const agencies = useAgencyOptions()
  const set = useChange(SetIssueRoutesDocument)
  const undo = useUndo()
  const { category } = row
  const name = common(`IssueCategory.${category}`)
  const { zones } = viewer.union
  return (
    <DialogButton label={common('edit')} title={t('routes.of', { category: name })} small>
      {(close) => (
        <ActionForm
          submit={common('save')}
          draft={`routes ${category}`}
          onCancel={close}
          onSubmit={async (form) => {
            const places = [null, ...zones.map(({ id }) => id)]
            const routes = places.map((zoneId) => ({ category, zoneId, agencyId: textOf(form, zoneId ?? 'all') }))
            const agencyIn = (zoneId: string | null) => row.routes.find(({ zone }) => (zone?.id ?? null) === zoneId)
            const before = places.map((zoneId) => ({ category, zoneId, agencyId: agencyIn(zoneId)?.agency.id ?? null }))
            const { failure } = await set({ routes })
            if (failure) return failure
            close()
            say(t('setUp.saved', { name }), { undo: () => void undo(set({ routes: before })) })
            return null
          }}
        >
          <SelectField
            label={t('routes.all')}
            name="all"
            empty={t('routes.usual')}
            value={inAll(row)?.agency.id ?? ''}
            options={agencies}
          />
          {zones.map(({ id, name: zone }) => (
            <SelectField
              key={id}
              label={zone}
              name={id}
              empty={t('routes.asAll')}
              value={inSome(row).find((route) => route.zone?.id === id)?.agency.id ?? ''}
              options={agencies}
            />
          ))}
        </ActionForm>
      )}
    </DialogButton>
  )
}
