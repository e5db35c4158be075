import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Link } from 'wouter'
import { DueMark } from '#client/desk/records/lines.tsx'
import { Age } from '#client/graph/Age.tsx'
import { QueryResult, type Result } from '#client/graph/QueryResult.tsx'
import { IssuesDocument } from '#client/modules/issues/documents.ts'
import { issueFilterOf } from '#client/modules/issues/filter.ts'
import { severityTone } from '#client/modules/issues/tones.ts'
import { MeasuresDocument } from '#client/modules/measures/documents.ts'
import { measureFilterOf } from '#client/modules/measures/filter.ts'
import { carrierOf } from '#client/modules/measures/MeasureTag.tsx'
import { pageOfMeasure } from '#client/modules/measures/page-of.ts'
import { QuantityBar } from '#client/modules/supplies/Delivery.tsx'
import { SupplyOrdersDocument } from '#client/modules/supplies/documents.ts'
import { orderFilterOf } from '#client/modules/supplies/filter.ts'
import { useItemWords } from '#client/modules/supplies/items.ts'
import { visitFilterOf } from '#client/modules/visits/filter.ts'
import { countText, numberText } from '#client/ui/numbers.ts'
import { Tag } from '#client/ui/Tag.tsx'
import type { WaitingVisitFragment } from '#codegen/graph/graphql.ts'
import { WaitingVisitsDocument } from './documents.ts'
import type { Line, LineKey } from './lines.ts'

const shown = 4

const read = (address: string) => {
  const params = new URLSearchParams(address)
  return (name: string) => params.get(name) ?? undefined
}

/** One line of the home page, with the first rows of its list. */
export function Waiting({ line }: { line: Line }) {
  if (line.list === 'issues') return <WaitingIssues line={line} />
  if (line.list === 'measures') return <WaitingMeasures line={line} />
  if (line.list === 'visits') return <WaitingVisits line={line} />
  return <WaitingOrders line={line} />
}

function WaitingIssues({ line }: { line: Line }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const variables = {
    filter: issueFilterOf(read(line.address())),
    last: shown,
  }
  const [result, again] = useQuery({ query: IssuesDocument, variables })
  return (
    <Group line={line} result={result} retry={again} pick={(data) => oldestFirst(data.issues)}>
      {(row) => (
        <Row
          key={row.id}
          href={`/desk/issues/${row.id}`}
          tone={row.isEmergency || row.severity === 'HIGH' ? 'alert' : 'under-way'}
        >
          <Tag tone={row.isEmergency ? 'alert' : severityTone[row.severity]}>
            {row.isEmergency ? common('emergency') : common(`IssueKind.${row.kind}`)}
          </Tag>
          <b>
            {row.title}
            <small>{row.enterprise.name}</small>
          </b>
          <Age since={row.openedAt} />
          <span>{row.agency?.name ?? t('issues.unassigned')}</span>
        </Row>
      )}
    </Group>
  )
}

function WaitingMeasures({ line }: { line: Line }) {
  const variables = {
    filter: measureFilterOf(read(line.address())),
    last: shown,
  }
  const [result, again] = useQuery({ query: MeasuresDocument, variables })
  return (
    <Group line={line} result={result} retry={again} pick={(data) => oldestFirst(data.measures)}>
      {(row) => (
        <Row key={row.id} href={pageOfMeasure(row)} tone="alert">
          <span>{carrierOf(row)}</span>
          <b>
            {row.what}
            <small>{row.enterprise.name}</small>
          </b>
          <DueMark on={row.dueOn} />
        </Row>
      )}
    </Group>
  )
}

/** The day that a line of visits is about; that of the plan where it is none of these. Of several fixes, the first. */
const dueOfLine: { [key in LineKey]?: (row: WaitingVisitFragment) => string | null | undefined } = {
  followUp: ({ followUpOn }) => followUpOn,
  fixBy: ({ id, enterprise }) => enterprise.rectifications.find(({ visit }) => visit.id === id)?.fixBy,
}

function WaitingVisits({ line }: { line: Line }) {
  const { t } = useTranslation('desk')
  const variables = {
    filter: visitFilterOf(read(line.address())),
    orderBy: { by: 'PLANNED_ON', direction: 'ASC' },
    first: shown,
  } as const
  const [result, again] = useQuery({ query: WaitingVisitsDocument, variables })
  return (
    <Group line={line} result={result} retry={again} pick={(data) => data.visits}>
      {(row) => (
        <Row key={row.id} href={`/desk/visits/${row.id}`} tone="under-way">
          <span>{t('squadNumber', { number: row.squad.number })}</span>
          <b>{row.enterprise.name}</b>
          <DueMark on={dueOfLine[line.key]?.(row) ?? row.plannedOn} />
        </Row>
      )}
    </Group>
  )
}

function WaitingOrders({ line }: { line: Line }) {
  const { t } = useTranslation('desk')
  const { nameOf, unitOf } = useItemWords()
  const variables = { filter: orderFilterOf(read(line.address()), []), first: shown }
  const [result, again] = useQuery({ query: SupplyOrdersDocument, variables })
  return (
    <Group line={line} result={result} retry={again} pick={(data) => data.supplyOrders}>
      {(row) => (
        <Row key={row.id} href={`/desk/orders/${row.id}`} tone="on-the-way">
          <span>{nameOf(row.item)}</span>
          <b>{row.enterprise.name}</b>
          <span>
            {t('orders.shortage')} {numberText(Math.max(0, row.quantities.requested - row.quantities.reserved))}{' '}
            {unitOf(row.item)}
            <QuantityBar quantities={row.quantities} />
          </span>
          <span>{row.supplier?.name ?? t('orders.noSupplier')}</span>
        </Row>
      )}
    </Group>
  )
}

/**
 * The end of a list that has the newest first, the other way round: what waits longest. A list has this order however long it is,
 * and no other one where more than 2,000 wait.
 */
const oldestFirst = <R,>(list: List<R>): List<R> => ({ ...list, edges: list.edges.toReversed() })

type List<R> = { totalCount: number; isFloor: boolean; edges: readonly { node: R }[] }

type GroupProps<D, R> = {
  line: Line
  result: Result<D>
  retry: () => void
  pick: (data: D) => List<R>
  children: (row: R) => ReactNode
}

function Group<D, R>({ line, result, retry, pick, children }: GroupProps<D, R>) {
  const { t } = useTranslation('desk')
  return (
    <QueryResult result={result} retry={retry}>
      {(data) => {
        const list = pick(data)
        // nothing waits: there is nothing to say
        if (list.totalCount === 0) return null
        return (
          <section className="ui-card home-group" data-line={line.key}>
            <header>
              <h2>
                {t(`home.lines.${line.key}.title`)} <b>{countText(list)}</b>
                <small>{t(`home.lines.${line.key}.note`)}</small>
              </h2>
              <Link href={`/desk/${line.list}?${line.address()}`}>{t('home.all')}</Link>
            </header>
            <ol>{list.edges.map(({ node }) => children(node))}</ol>
          </section>
        )
      }}
    </QueryResult>
  )
}

function Row({ href, tone, children }: { href: string; tone: string; children: ReactNode }) {
  return (
    <li data-tone={tone}>
      <Link href={href} className="home-row">
        {children}
      </Link>
    </li>
  )
}
