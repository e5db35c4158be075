import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { momentText } from '#client/ui/dates.ts'
import { Facts } from '#client/ui/Facts.tsx'
import { Part } from '#client/ui/Page.tsx'
import { Table } from '#client/ui/Table.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { enums } from '#codegen/graph/enums.ts'
import type { VisitQuery } from '#codegen/graph/graphql.ts'
import { visitTone } from './tones.ts'
import './visits.css'

/** A visit with its steps, notes and checklist. */
export type WholeVisit = NonNullable<VisitQuery['visit']>

/** The facts of a visit: squad, enterprise, times, state and outcome. */
export function VisitFacts({ visit }: { visit: WholeVisit }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const { enterprise, continues } = visit
  return (
    <div className="ui-card">
      <Facts
        facts={[
          [
            t('enterprise'),
            <Link key="e" href={`/desk/enterprises/${enterprise.id}`}>
              {enterprise.name}
            </Link>,
          ],
          [t('squad'), t('squadNumber', { number: visit.squad.number })],
          [t('visits.day'), visit.plannedOn],
          [t('visits.stop'), visit.stop || t('visits.paper')],
          [t('visits.agreedTime'), visit.agreedTime],
          [
            t('visits.state'),
            <Tag key="s" tone={visitTone[visit.state]}>
              {common(`VisitState.${visit.state}`)}
            </Tag>,
          ],
          [t('visits.outcome'), visit.outcome && common(`VisitOutcome.${visit.outcome}`)],
          [t('visits.counts'), visit.counts ? t('yes') : t('no')],
          [t('visits.arrivedAt'), momentText(visit.arrivedAt)],
          [t('visits.finishedAt'), momentText(visit.finishedAt)],
          [t('reason'), visit.voidReason ?? visit.skipReason],
          [t('visits.followUp'), visit.followUp],
          [t('visits.followUpOn'), visit.followUpOn],
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
    </div>
  )
}

/** The four steps of a visit with their gist and notes. */
export function StepLog({ visit }: { visit: WholeVisit }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  return (
    <Part title={t('visits.steps')}>
      <ol className="visit-log">
        {enums.Step.map((step) => {
          const done = visit.completedSteps.find((one) => one.step === step)
          const notes = visit.notes.filter((note) => note.step === step)
          const before = !done && visit.steps.includes(step)
          return (
            <li key={step} className="ui-card">
              <h3>
                {common(`Step.${step}`)}
                <small>{done ? momentText(done.at) : before ? t('visits.continues') : t('visits.notDone')}</small>
              </h3>
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
            </li>
          )
        })}
      </ol>
    </Part>
  )
}

type Translate = ReturnType<typeof useTranslation<'desk'>>['t']

function aboutNote(note: WholeVisit['notes'][number], t: Translate): string {
  // who else confirms it is not told to everybody who may know that somebody does
  const second = [t('visits.second'), note.secondSource].filter(Boolean).join(': ')
  const source = note.confirmed ? second : t('visits.single')
  return [
    note.saidBy,
    note.step === 'ASK' ? source : null,
    note.responsible && `${t('visits.responsible')}: ${note.responsible}`,
    note.dueOn && `${t('visits.dueOn')}: ${note.dueOn}`,
  ]
    .filter(Boolean)
    .join(' · ')
}

/** The answers of the on-site checklist. */
export function Checklist({ visit }: { visit: WholeVisit }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  if (visit.checks.length === 0) return null
  return (
    <Part title={t('visits.checks')}>
      <div className="ui-list">
        <Table
          caption={t('visits.checks')}
          rows={visit.checks}
          rowKey={({ id }) => id}
          columns={[
            { head: t('visits.checks'), cell: ({ item }) => common(`CheckItem.${item}`) },
            {
              head: t('visits.outcome'),
              cell: ({ answer }) => (
                <Tag tone={answer === 'YES' ? 'done' : answer === 'NO' ? 'alert' : 'under-way'}>
                  {common(`CheckAnswer.${answer}`)}
                </Tag>
              ),
            },
            { head: t('visits.dueOn'), cell: ({ fixBy, note }) => [fixBy, note].filter(Boolean).join(' · ') || '—' },
          ]}
        />
      </div>
    </Part>
  )
}
