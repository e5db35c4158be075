import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { momentText } from '#client/ui/dates.ts'
import { Facts } from '#client/ui/Facts.tsx'
import { Table } from '#client/ui/Table.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { enums } from '#codegen/graph/enums.ts'
import type { VisitRowFragment, VisitWholeFragment } from '#codegen/graph/graphql.ts'
import { answerTone, visitTone } from './tones.ts'
import './visits.css'

type Visit = { visit: VisitWholeFragment }

/** How a visit stands, as marks. */
export function VisitMarks({ visit }: { visit: VisitRowFragment }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  return (
    <>
      <Tag tone={visitTone[visit.state]}>{common(`VisitState.${visit.state}`)}</Tag>
      {visit.outcome && <span>{common(`VisitOutcome.${visit.outcome}`)}</span>}
      {visit.counts && <span>{t('visits.counts')}</span>}
      {visit.isOutsidePeriod && <Tag tone="alert">{t('campaign.outsidePeriod')}</Tag>}
      <span>
        {t('squadNumber', { number: visit.squad.number })} · {visit.plannedOn}
        {' · '}
        {visit.stop ? t('visits.stopNumber', { stop: visit.stop }) : t('visits.paper')}
      </span>
    </>
  )
}

type UndoneLineProps = { undo: VisitWholeFragment['undos'][number] }

/** What else is known of a visit. */
export function VisitFacts({ visit }: Visit) {
  const { t } = useTranslation('desk')
  const { continues } = visit
  return (
    <Facts
      facts={[
        [t('there.who'), visit.members.map(({ name }) => name).join(t('there.comma')) || null],
        [t('visits.agreedTime'), visit.agreedTime],
        [t('visits.arrivedAt'), momentText(visit.arrivedAt)],
        [t('visits.finishedAt'), momentText(visit.finishedAt)],
        [t('reason'), visit.voidReason ?? visit.skipReason],
        [t('visits.followUp'), visit.followUp],
        [t('visits.followUpOn'), visit.followUpOn],
        [t('visits.undone'), visit.undos.map((undo) => <UndoneLine key={undo.at} undo={undo} />)],
        [
          t('visits.continues'),
          continues && (
            <Link key="c" href={`/desk/visits/${continues.id}`}>
              {continues.plannedOn}
            </Link>
          ),
        ],
      ]}
    />
  )
}

/** An arrival or an end that was taken back: its time, what was said with it, and why. */
function UndoneLine({ undo: { arrivedAt, finishedAt, outcome, followUp, followUpOn, reason } }: UndoneLineProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const what = finishedAt
    ? t('visits.undoneEnd', { time: momentText(finishedAt), outcome: outcome && common(`VisitOutcome.${outcome}`) })
    : t('visits.undoneArrival', { time: momentText(arrivedAt) })
  return <div>{[what, followUp, followUpOn, reason].filter(Boolean).join(' · ')}</div>
}

/** The four steps of a visit with their gist and notes. */
export function StepLog({ visit }: Visit) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  return (
    <ol className="visit-log">
      {enums.Step.map((step) => {
        const done = visit.completedSteps.find((one) => one.step === step)
        const notes = visit.notes.filter((note) => note.step === step)
        const said = visit.nothingRaised.find((one) => one.step === step)
        const before = !done && visit.steps.includes(step)
        return (
          <li key={step}>
            <h3>
              {common(`Step.${step}`)}
              <small>{done ? momentText(done.at) : before ? t('visits.continues') : t('visits.notDone')}</small>
            </h3>
            {said && <p>{t('proof.nothingRaised', { name: said.spokenTo ?? '' })}</p>}
            {done?.gist && <p>{done.gist}</p>}
            {notes.length > 0 && (
              <ul>
                {notes.map((note) => (
                  <li key={note.id}>
                    {note.text}
                    <small>{aboutNote(note, t)}</small>
                  </li>
                ))}
              </ul>
            )}
            {step === 'TREAT' && visit.measures.length > 0 && (
              <ul>
                {visit.measures.map((measure) => (
                  <li key={measure.id}>
                    {measure.what}
                    <small>
                      {aboutMeasure(measure, t)} ·{' '}
                      {measure.result
                        ? common(`MeasureResult.${measure.result}`)
                        : common(`MeasureState.${measure.state}`)}
                    </small>
                  </li>
                ))}
              </ul>
            )}
          </li>
        )
      })}
    </ol>
  )
}

type Translate = ReturnType<typeof useTranslation<'desk'>>['t']

function aboutNote(note: VisitWholeFragment['notes'][number], t: Translate): string {
  // who else confirms it is not told to everybody who may know that somebody does
  const second = [t('visits.second'), note.secondSource].filter(Boolean).join(': ')
  const source = note.confirmed ? second : t('visits.single')
  return [note.saidBy, note.step === 'ASK' ? source : null].filter(Boolean).join(' · ')
}

const aboutMeasure = ({ agency, who, dueOn }: VisitWholeFragment['measures'][number], t: Translate): string =>
  `${t('visits.responsible')}: ${[agency?.name, who].filter(Boolean).join(' ')} · ${t('visits.dueOn')}: ${dueOn}`

/** The answers of the on-site checklist. */
export function Checklist({ visit }: Visit) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  return (
    <Table
      caption={t('visits.checks')}
      rows={visit.checks}
      rowKey={({ id }) => id}
      columns={[
        { head: t('visits.checks'), cell: ({ item }) => common(`CheckItem.${item}`) },
        {
          head: t('visits.outcome'),
          cell: ({ answer }) => <Tag tone={answerTone[answer]}>{common(`CheckAnswer.${answer}`)}</Tag>,
        },
        { head: t('visits.dueOn'), cell: ({ fixBy, note }) => [fixBy, note].filter(Boolean).join(' · ') || '—' },
      ]}
    />
  )
}
