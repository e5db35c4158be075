import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Link } from 'wouter'
import { QueryResult } from '#client/graph/QueryResult.tsx'
import { ExportMenu } from '#client/modules/reports/ExportMenu.tsx'
import { SquadsDocument } from '#client/modules/squads/documents.ts'
import { EmptyNote } from '#client/ui/EmptyNote.tsx'
import { Page } from '#client/ui/Page.tsx'
import { Table } from '#client/ui/Table.tsx'

/** The page of the squads, in the order of their numbers. Each is a link to its record. */
export function SquadsPage() {
  const { t } = useTranslation('desk')
  const [result, again] = useQuery({ query: SquadsDocument })
  return (
    <Page title={t('nav.squads')} actions={<ExportMenu list="SQUADS" />} wide>
      <QueryResult result={result} retry={again}>
        {({ squads }) =>
          squads.length === 0 ? (
            <EmptyNote>{t('nothing')}</EmptyNote>
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
                  { head: t('squads.zones'), cell: ({ zones }) => zones.map(({ name }) => name).join('、') || '—' },
                  {
                    head: t('squads.members'),
                    cell: ({ members }) => (
                      <>
                        {members.length}
                        <small>{members.map(({ name }) => name).join('、')}</small>
                      </>
                    ),
                  },
                  { head: t('squads.phone'), cell: ({ phone }) => phone ?? '—' },
                ]}
              />
            </div>
          )
        }
      </QueryResult>
    </Page>
  )
}
