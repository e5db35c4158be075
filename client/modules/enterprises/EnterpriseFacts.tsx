import { useTranslation } from 'react-i18next'
import { momentText } from '#client/ui/dates.ts'
import { Facts } from '#client/ui/Facts.tsx'
import { Part } from '#client/ui/Page.tsx'
import { Table } from '#client/ui/Table.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import type { EnterpriseWholeFragment } from '#codegen/graph/graphql.ts'
import { entryFacts, entryFactText } from './entry-facts.ts'
import { progressTone, resumptionTone } from './tones.ts'

type Whole = { enterprise: EnterpriseWholeFragment }

/** All fields of an enterprise in the register, and its contacts. */
export function EnterpriseFacts({ enterprise }: Whole) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const { resumption, progress, position } = enterprise
  return (
    <div className="ui-card">
      <Facts
        facts={[
          [
            t('enterprises.resumption'),
            <Tag key="r" tone={resumptionTone[resumption]}>
              {common(`Resumption.${resumption}`)}
            </Tag>,
          ],
          [t('enterprises.since'), enterprise.resumptionOn],
          [
            t('enterprises.progress'),
            <Tag key="p" tone={progressTone[progress]}>
              {common(`VisitProgress.${progress}`)}
            </Tag>,
          ],
          [t('enterprises.listed'), position && t('enterprises.position', { position })],
          [t('enterprises.creditCode'), enterprise.creditCode],
          [t('enterprises.zone'), enterprise.zone?.name],
          ...entryFacts.map((fact): [string, string] => [
            common(`enterprise.${fact.name}`),
            entryFactText(common, fact, enterprise),
          ]),
          ...enterprise.contacts.map(({ kind, name, phone }): [string, string] => [
            common(`ContactKind.${kind}`),
            `${name} ${phone}`,
          ]),
        ]}
      />
    </div>
  )
}

/** The changes in how far an enterprise has resumed work, with their dates. */
export function ResumptionHistory({ enterprise }: Whole) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const changes = enterprise.resumptionChanges.edges.map(({ node }) => node)
  if (changes.length === 0) return null
  return (
    <Part title={t('enterprises.history')}>
      <div className="ui-list">
        <Table
          caption={t('enterprises.history')}
          rows={changes}
          rowKey={({ id }) => id}
          columns={[
            {
              head: t('enterprises.to'),
              cell: ({ to }) => <Tag tone={resumptionTone[to]}>{common(`Resumption.${to}`)}</Tag>,
            },
            { head: t('enterprises.on'), cell: ({ on }) => on },
            { head: t('enterprises.basis'), cell: ({ basis }) => basis },
            { head: t('enterprises.source'), cell: ({ source }) => common(`ResumptionSource.${source}`) },
            { head: t('time'), cell: ({ at }) => momentText(at) },
          ]}
        />
      </div>
    </Part>
  )
}
