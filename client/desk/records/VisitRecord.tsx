import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Link } from 'wouter'
import { useOpenIssue, usePlanVisit } from '#client/desk/deeds.tsx'
import { visitDeeds } from '#client/desk/offers.ts'
import { may, sectionsOf } from '#client/desk/rights.ts'
import type { Viewer } from '#client/graph/session.ts'
import { useChange } from '#client/graph/useChange.ts'
import { VoidIssueDocument } from '#client/modules/issues/deed-documents.ts'
import { MembersField } from '#client/modules/squads/MembersField.tsx'
import { ConfirmVisitDocument } from '#client/modules/visits/documents.ts'
import { DoubtList, LackList, SupplementForm } from '#client/modules/visits/Lack.tsx'
import { VisitMembersForm } from '#client/modules/visits/MembersForm.tsx'
import { type PlainDeed, PlainReasonForm, VoidVisitForm } from '#client/modules/visits/ReasonForm.tsx'
import { RecordForm } from '#client/modules/visits/RecordForm.tsx'
import { Checklist, StepLog, VisitFacts, VisitMarks } from '#client/modules/visits/VisitFacts.tsx'
import type { Deed } from '#client/ui/DeedBar.tsx'
import { dateOf, momentText } from '#client/ui/dates.ts'
import { countText } from '#client/ui/numbers.ts'
import type { StepOfRecord } from '#client/ui/StepBar.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import { enums } from '#codegen/graph/enums.ts'
import type { VisitRecordQuery } from '#codegen/graph/graphql.ts'
import { VisitRecordDocument } from './documents.ts'
import { IssueLines } from './lines.tsx'
import { PapersPart } from './PapersPart.tsx'
import { RecordColumn, RecordFrame, RecordPart } from './RecordFrame.tsx'
import { RecordResult } from './RecordResult.tsx'
import { Some } from './Some.tsx'
import { Timeline } from './Timeline.tsx'

type Visit = NonNullable<VisitRecordQuery['visit']>

/** One visit with its four steps, its checklist and its issues. */
export function VisitRecord({ viewer, id }: { viewer: Viewer; id: string }) {
  const { t } = useTranslation('desk')
  const [result, again] = useQuery({ query: VisitRecordDocument, variables: { id } })
  return (
    <RecordResult
      result={result}
      retry={again}
      pick={(data) => data.visit}
      title={t('nav.visits')}
      missing={t('visits.missing')}
    >
      {(visit) => <VisitPage viewer={viewer} visit={visit} />}
    </RecordResult>
  )
}

function VisitPage({ viewer, visit }: { viewer: Viewer; visit: Visit }) {
  const { t } = useTranslation('desk')
  const { enterprise, issues, checks } = visit
  return (
    <RecordFrame
      href={`/desk/visits/${visit.id}`}
      kind={t('record.kind.visit')}
      title={t('visits.of', { name: enterprise.name })}
      marks={
        <>
          <VisitMarks visit={visit} />
          <Link href={`/desk/enterprises/${enterprise.id}`}>{enterprise.name}</Link>
        </>
      }
      steps={useSteps(visit)}
      deeds={useDeeds(viewer, visit)}
    >
      <RecordColumn>
        <RecordPart title={t('visits.steps')}>
          <StepLog visit={visit} />
        </RecordPart>
        <PapersPart viewer={viewer} visitId={visit.id} />
      </RecordColumn>
      <RecordColumn>
        {visit.state !== 'PLANNED' || visit.agreedTime || visit.continues || visit.undos.length > 0 ? (
          <RecordPart title={t('record.kind.visit')}>
            <VisitFacts visit={visit} />
          </RecordPart>
        ) : null}
        {visit.doubts.length > 0 && visit.state === 'FINISHED' && (
          <RecordPart title={t('proof.doubts')}>
            <DoubtList visit={visit} />
          </RecordPart>
        )}
        {visit.missing.length > 0 && (visit.state === 'ARRIVED' || visit.state === 'FINISHED') && (
          <RecordPart title={t('proof.missing')}>
            <LackList visit={visit} />
          </RecordPart>
        )}
        {sectionsOf(viewer).includes('issues') && (
          <RecordPart title={t('nav.issues')} count={countText(issues)} href={`/desk/issues?visit=${visit.id}`}>
            <Some of={issues.edges.length} none={t('record.none.issuesOfVisit')}>
              <IssueLines issues={issues.edges.map(({ node }) => node)} />
            </Some>
          </RecordPart>
        )}
        {checks.length > 0 && (
          <RecordPart title={t('visits.checks')}>
            <Checklist visit={visit} />
          </RecordPart>
        )}
        <Timeline of={visit.id} history={visit.history} />
      </RecordColumn>
    </RecordFrame>
  )
}

/** The way of a visit: planned, arrived, the four steps, ended. One that was skipped or voided ends where it was. */
function useSteps({ state, steps, plannedOn, arrivedAt, finishedAt, completedSteps }: Visit): StepOfRecord[] {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const time = (at: string | null | undefined) => momentText(at).slice(5) || null
  const way = [
    { key: 'planned', label: t('record.step.planned'), isDone: true, note: plannedOn.slice(5) },
    { key: 'arrived', label: t('record.step.arrived'), isDone: Boolean(arrivedAt), note: time(arrivedAt) },
    ...enums.Step.map((step) => ({
      key: step,
      label: common(`Step.${step}`),
      isDone: steps.includes(step),
      note: time(completedSteps.find((done) => done.step === step)?.at),
    })),
    { key: 'finished', label: t('record.step.finished'), isDone: state === 'FINISHED', note: time(finishedAt) },
  ]
  const hasEnded = state === 'SKIPPED' || state === 'VOIDED'
  const next = state === 'FINISHED' || hasEnded ? -1 : way.findIndex(({ isDone }) => !isDone)
  const bar = way.map(({ isDone, ...step }, index) => ({
    ...step,
    state: isDone ? ('done' as const) : index === next ? ('now' as const) : ('next' as const),
  }))
  if (!hasEnded) return bar
  const last = { key: 'ended', label: common(`VisitState.${state}`), state: 'ended' as const }
  return [...bar.filter((step) => step.state === 'done'), last]
}

function useDeeds(viewer: Viewer, visit: Visit): Deed[] {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const { enterprise } = visit
  const follow = usePlanVisit({ viewer, enterprise, continues: visit })
  const issue = useOpenIssue({ viewer, enterprise, visitId: visit.id })
  const confirmVisit = useChange(ConfirmVisitDocument)
  const confirmIt = async () => {
    const { failure } = await confirmVisit({ visitId: visit.id })
    if (failure) return say(failure.message || common('offline'), { isAlert: true })
    say(t('proof.confirmed'))
  }
  const saved = (close: () => void, text: string) => () => {
    close()
    say(text)
  }
  const voidIssue = useChange(VoidIssueDocument)
  const standing = visit.issues.edges.map(({ node }) => node).filter(({ status }) => status !== 'VOIDED')
  const plain = (deed: PlainDeed, said: 'skipped' | 'undone'): Deed => ({
    key: deed,
    label: t(`visits.${deed}`),
    form: (close) => (
      <PlainReasonForm deed={deed} visitId={visit.id} onCancel={close} onSaved={saved(close, t(`visits.${said}`))} />
    ),
  })
  const deeds: Record<ReturnType<typeof visitDeeds>[number], Deed | null> = {
    record: {
      key: 'record',
      label: t('visits.record'),
      wide: true,
      form: (close) => (
        <RecordForm
          stop={visit}
          members={<MembersField squadId={visit.squad.id} />}
          onCancel={close}
          onSaved={saved(close, t('visits.recorded'))}
        />
      ),
    },
    supplement: {
      key: 'supplement',
      label: t('proof.supplement'),
      wide: true,
      isRare: visit.missing.length === 0,
      form: (close) => (
        <SupplementForm visit={visit} onCancel={close} onSaved={saved(close, t('proof.supplemented'))} />
      ),
    },
    members: {
      key: 'members',
      label: t('there.correct'),
      isRare: true,
      form: (close) => (
        <VisitMembersForm
          visitId={visit.id}
          members={<MembersField squadId={visit.squad.id} named={visit.members} />}
          onCancel={close}
          onSaved={saved(close, t('there.saved'))}
        />
      ),
    },
    continue: follow,
    issue,
    skip: plain('skip', 'skipped'),
    undoArrival: { ...plain('undoArrival', 'undone'), title: t('visits.undoArrivalTitle'), isRare: true },
    undoFinish: { ...plain('undoFinish', 'undone'), title: t('visits.undoFinishTitle'), isRare: true },
    void: {
      key: 'void',
      label: t('visits.void'),
      title: t('visits.voidTitle'),
      isDanger: true,
      isRare: true,
      form: (close) => (
        <VoidVisitForm
          visitId={visit.id}
          issues={standing}
          voidIssue={(issueId, reason) => voidIssue({ issueId, reason })}
          onCancel={close}
          onSaved={saved(close, t('visits.voided'))}
        />
      ),
    },
  }
  // only an end of today is taken back
  const hasEndedToday = visit.finishedAt ? dateOf(new Date(visit.finishedAt)) === dateOf() : false
  const offered = visitDeeds(viewer.role, visit.state).filter((deed) => deed !== 'undoFinish' || hasEndedToday)
  const isDoubtful = visit.doubts.length > 0 && !visit.confirmedAt && visit.state === 'FINISHED'
  const confirm: Deed[] =
    isDoubtful && may(viewer.role, 'confirmVisit')
      ? [{ key: 'confirm', label: t('proof.confirm'), act: () => void confirmIt() }]
      : []
  return [...confirm, ...offered.flatMap((deed) => deeds[deed] ?? [])]
}
