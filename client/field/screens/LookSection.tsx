import { type FormEvent, Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { StopOnPhone } from '#client/field/stop-on-phone.ts'
import { entryFacts, entryFactText } from '#client/modules/enterprises/entry-facts.ts'
import { dateText } from '#client/ui/dates.ts'
import { AreaField } from './fields.tsx'
import { useIsEdited } from './Part.tsx'
import { Problem } from './Problem.tsx'
import { Section } from './Section.tsx'
import { useForm } from './useForm.ts'
import { Worked } from './Worked.tsx'

/** LOOK: the brief of the enterprise, read before the door. */
export function LookSection({ stop, isOpen }: { stop: StopOnPhone; isOpen: boolean }) {
  const { t } = useTranslation(['field', 'common'])
  const isEdited = useIsEdited()
  const place = stop.steps.LOOK
  return (
    <Section mark={t('common:Step.LOOK')} title={t('common:Step.LOOK')} hint={t('stepHint.LOOK')} place={place}>
      <Brief stop={stop} />
      <Worked brief={stop.brief} />
      {stop.gists.LOOK && <p className="field-text">{stop.gists.LOOK}</p>}
      {(isEdited || (isOpen && !place)) && <GistForm stop={stop} />}
    </Section>
  )
}

function GistForm({ stop }: { stop: StopOnPhone }) {
  const { t } = useTranslation('field')
  const { draft, change, problem, submit } = useForm(stop, 'completeStep', 'LOOK')
  const send = (event: FormEvent) => {
    event.preventDefault()
    void submit({ visitId: stop.visit.id, step: 'LOOK', gist: draft.gist.trim() })
  }
  return (
    <form className="field-form" onSubmit={send}>
      <AreaField
        label={t('gist')}
        name="gist"
        maxLength={2000}
        value={draft.gist}
        onChange={(event) => change({ gist: event.target.value })}
      />
      {problem && <Problem>{problem}</Problem>}
      <button type="submit" className="field-button field-main">
        {t('completeLook')}
      </button>
    </form>
  )
}

function Brief({ stop }: { stop: StopOnPhone }) {
  const { t, i18n } = useTranslation(['field', 'common'])
  const { t: common } = useTranslation('common')
  const { brief, visit, resumption } = stop
  const { enterprise } = visit
  const issues = brief?.issues.edges.flatMap((edge) => edge?.node ?? []) ?? []
  const visits = brief?.visits.edges.flatMap((edge) => edge?.node ?? []) ?? []
  const earlier = visits.filter(({ id }) => id !== visit.id)
  const day = (date: string) => dateText(date, i18n.language)
  return (
    <dl className="field-brief">
      {entryFacts
        .filter(({ inBrief }) => inBrief)
        .map((fact) => (
          <Fragment key={fact.name}>
            <dt>{common(`enterprise.${fact.name}`)}</dt>
            <dd>{entryFactText(common, fact, enterprise) || t('brief.none')}</dd>
          </Fragment>
        ))}
      <dt>{t('brief.resumption')}</dt>
      <dd>
        {t(`common:Resumption.${resumption.to}`)}
        {resumption.on && ` · ${day(resumption.on)}`}
      </dd>
      <dt>{t('brief.issues')}</dt>
      <dd>
        {enterprise.openIssues || t('brief.none')}
        {issues.length > 0 && (
          <ul>
            {issues.map(({ id, kind, title, status }) => (
              <li key={id}>
                {t(`common:IssueKind.${kind}`)} · {title} · {t(`common:IssueStatus.${status}`)}
              </li>
            ))}
          </ul>
        )}
      </dd>
      <dt>{t('brief.earlier')}</dt>
      <dd>
        {earlier.length === 0 && t(brief ? 'brief.none' : 'brief.unread')}
        <ul>
          {earlier.map(({ id, plannedOn, state, outcome, followUp }) => (
            <li key={id}>
              {day(plannedOn)} · {outcome ? t(`common:VisitOutcome.${outcome}`) : t(`common:VisitState.${state}`)}
              {followUp && ` · ${followUp}`}
            </li>
          ))}
        </ul>
      </dd>
    </dl>
  )
}
