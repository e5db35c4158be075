import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { may, sectionsOf } from '#client/desk/rights.ts'
import type { Viewer } from '#client/graph/session.ts'
import { Contacts, EnterpriseFacts, ResumptionChanges } from '#client/modules/enterprises/EnterpriseFacts.tsx'
import { PaperList } from '#client/modules/enterprises/PapersForm.tsx'
import { KeptTexts } from '#client/modules/rosters/KeptTexts.tsx'
import { countText } from '#client/ui/numbers.ts'
import type { EnterpriseBriefQuery } from '#codegen/graph/graphql.ts'
import { DoublesPart } from './DoublesPart.tsx'
import { DueMark, IssueLines, OrderLines, VisitLines } from './lines.tsx'
import { MeasuresPart } from './MeasuresPart.tsx'
import { MergedPart } from './MergedPart.tsx'
import { type NextStep, nextSteps } from './next-steps.ts'
import { RecordColumn, RecordPart } from './RecordFrame.tsx'
import { Some } from './Some.tsx'
import { Timeline } from './Timeline.tsx'

type Enterprise = NonNullable<EnterpriseBriefQuery['enterprise']>
type PartsProps = { viewer: Viewer; enterprise: Enterprise; brief: EnterpriseBriefQuery }

/** The parts of an enterprise’s record, for the roles that have the pages of what is shown. */
export function EnterpriseParts({ viewer, enterprise, brief }: PartsProps) {
  const { issues } = brief
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const sections = sectionsOf(viewer)
  const { id, visits, supplyOrders, rectifications, contacts } = enterprise
  return (
    <>
      <RecordColumn>
        {may(viewer.role, 'updateEnterprise') && <DoublesPart enterprise={enterprise} />}
        <MergedPart viewer={viewer} enterprise={enterprise} />
        {sections.includes('visits') && <NextPart enterprise={enterprise} brief={brief} />}
        {contacts.length > 0 && (
          <RecordPart title={t('record.contacts')}>
            <Contacts enterprise={enterprise} />
          </RecordPart>
        )}
        <RecordPart title={t('record.facts')}>
          <EnterpriseFacts enterprise={enterprise} />
          {may(viewer.role, 'checkCellText') && <KeptTexts enterpriseId={id} />}
        </RecordPart>
        {enterprise.resumptionChanges.edges.length > 0 && (
          <RecordPart title={t('enterprises.history')}>
            <ResumptionChanges enterprise={enterprise} />
          </RecordPart>
        )}
        {viewer.union.asksPapers && (
          <RecordPart title={t('resumption.papers')}>
            <PaperList enterprise={enterprise} />
          </RecordPart>
        )}
      </RecordColumn>
      <RecordColumn>
        <RecordPart
          title={t('record.openIssues')}
          count={countText(issues)}
          href={`/desk/issues?enterprise=${id}&status=OPEN`}
        >
          <Some of={issues.edges.length} none={t('record.none.issues')}>
            <IssueLines issues={issues.edges.map(({ node }) => node)} />
          </Some>
        </RecordPart>
        <MeasuresPart viewer={viewer} enterpriseId={id} />
        {sections.includes('visits') && (
          <RecordPart title={t('record.rectifications')} count={rectifications.length}>
            <Some of={rectifications.length} none={t('record.none.rectifications')}>
              <ul className="record-lines">
                {rectifications.map(({ id: key, item, fixBy, note, visit }) => (
                  <li key={key}>
                    <Link href={`/desk/visits/${visit.id}`}>{common(`CheckItem.${item}`)}</Link>
                    {fixBy && <DueMark on={fixBy} />}
                    {note && <small>{note}</small>}
                  </li>
                ))}
              </ul>
            </Some>
          </RecordPart>
        )}
        {sections.includes('orders') && (
          <RecordPart title={t('nav.orders')} count={countText(supplyOrders)} href={`/desk/orders?enterprise=${id}`}>
            <Some of={supplyOrders.edges.length} none={t('record.none.orders')}>
              <OrderLines orders={supplyOrders.edges.map(({ node }) => node)} />
            </Some>
          </RecordPart>
        )}
      </RecordColumn>
      <RecordColumn>
        {sections.includes('visits') && (
          <RecordPart title={t('record.visits')} count={countText(visits)} href={`/desk/visits?enterprise=${id}`}>
            <Some of={visits.edges.length} none={t('record.none.visits')}>
              <VisitLines visits={visits.edges.map(({ node }) => node)} />
            </Some>
          </RecordPart>
        )}
        <Timeline of={id} doubles={enterprise.doubles} history={enterprise.history} />
      </RecordColumn>
    </>
  )
}

function NextPart({ enterprise, brief }: Omit<PartsProps, 'viewer'>) {
  const { t } = useTranslation('desk')
  const severe = brief.severe.totalCount
  return (
    <RecordPart title={t('record.next')}>
      <ul className="record-lines">
        {nextSteps(brief, enterprise.rectifications).map((next) => (
          <NextLine key={keyOf(next)} next={next} />
        ))}
        {severe > 0 && (
          <li>
            <Link href={`/desk/issues?enterprise=${enterprise.id}&status=OPEN&severity=HIGH`} data-due="late">
              {t('record.nextIs.severe', { count: severe })}
            </Link>
          </li>
        )}
      </ul>
    </RecordPart>
  )
}

const keyOf = (next: NextStep) => (next.kind === 'fixBy' ? next.check.id : next.kind)

function NextLine({ next }: { next: NextStep }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  if (next.kind === 'none') return <li>{t('record.nextIs.none')}</li>
  if (next.kind === 'fixBy') {
    return (
      <li>
        <span>{t('record.nextIs.fixBy', { item: common(`CheckItem.${next.check.item}`) })}</span>
        <DueMark on={next.on} />
      </li>
    )
  }
  const { visit } = next
  const squad = t('squadNumber', { number: visit.squad.number })
  const text =
    next.kind === 'followUp'
      ? t('record.nextIs.followUp', { text: visit.followUp ?? '' })
      : [t(`record.nextIs.${next.kind}`, { squad }), visit.agreedTime].filter(Boolean).join(' ')
  return (
    <li>
      <Link href={`/desk/visits/${visit.id}`}>{text}</Link>
      {next.kind !== 'onSite' && <DueMark on={next.on} />}
    </li>
  )
}
