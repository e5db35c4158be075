import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Age } from '#client/graph/Age.tsx'
import { severityTone } from '#client/modules/issues/tones.ts'
import { Delivery, QuantityBar } from '#client/modules/supplies/Delivery.tsx'
import { useItemWords } from '#client/modules/supplies/items.ts'
import { StepChips } from '#client/modules/visits/StepChips.tsx'
import { visitTone } from '#client/modules/visits/tones.ts'
import { dateOf, momentText } from '#client/ui/dates.ts'
import { numberText } from '#client/ui/numbers.ts'
import { Tag } from '#client/ui/Tag.tsx'
import type { IssueRowFragment, SupplyOrderRowFragment, VisitGistFragment } from '#codegen/graph/graphql.ts'
import { dueOn } from './due.ts'

/** How long until a day, or how long since, in words and by its colour. */
export function DueMark({ on }: { on: string }) {
  const { t } = useTranslation('desk')
  const { when, count } = dueOn(on, dateOf())
  return (
    <span className="record-aside" data-due={when}>
      {on} · {t(`record.due.${when}`, { count })}
    </span>
  )
}

/** Issues in a line or two each, with how severe they are and how long they have waited. */
export function IssueLines({ issues }: { issues: readonly IssueRowFragment[] }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  return (
    <ul className="record-lines">
      {issues.map((issue) => (
        <li key={issue.id}>
          <Link href={`/desk/issues/${issue.id}`}>{issue.title}</Link>
          <small>
            <Tag tone={issue.isEmergency ? 'alert' : severityTone[issue.severity]}>
              {issue.isEmergency ? common('emergency') : common(`Severity.${issue.severity}`)}
            </Tag>
            {` · ${common(`IssueKind.${issue.kind}`)} · ${issue.agency?.name ?? t('issues.unassigned')}`}
          </small>
          <span className="record-aside">
            {issue.status === 'OPEN' ? (
              <Age since={issue.openedAt} />
            ) : (
              `${common('IssueStatus.CLOSED')} ${momentText(issue.closedAt).slice(5, 10)}`
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Orders in a line each, with a bar of what has come. */
export function OrderLines({ orders }: { orders: readonly SupplyOrderRowFragment[] }) {
  const { nameOf, unitOf } = useItemWords()
  return (
    <ul className="record-lines">
      {orders.map((order) => (
        <li key={order.id}>
          <Link href={`/desk/orders/${order.id}`}>{nameOf(order.item)}</Link>
          <span className="record-aside">
            <Delivery order={order} /> {numberText(order.quantities.received)} /{' '}
            {numberText(order.quantities.requested)} {unitOf(order.item)}
          </span>
          <span className="record-bar">
            <QuantityBar quantities={order.quantities} />
          </span>
        </li>
      ))}
    </ul>
  )
}

/** The newest visits to an enterprise, each with its gist. */
export function VisitLines({ visits }: { visits: readonly VisitGistFragment[] }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  return (
    <ul className="record-lines">
      {visits.map((visit) => (
        <li key={visit.id}>
          <span>
            <Link href={`/desk/visits/${visit.id}`}>
              {visit.plannedOn} {t('squadNumber', { number: visit.squad.number })}
            </Link>{' '}
            <Tag tone={visitTone[visit.state]}>
              {visit.outcome ? common(`VisitOutcome.${visit.outcome}`) : common(`VisitState.${visit.state}`)}
            </Tag>
          </span>
          <span className="record-aside">
            <StepChips done={visit.steps} />
          </span>
          <small className="record-gist">{gistOf(visit)}</small>
        </li>
      ))}
    </ul>
  )
}

/** The last thing that was said of a visit: why it was not made, what is to follow, or the gist of its last step. */
function gistOf({ voidReason, skipReason, followUp, completedSteps }: VisitGistFragment): string {
  return voidReason ?? skipReason ?? followUp ?? completedSteps.findLast(({ gist }) => gist)?.gist ?? ''
}
