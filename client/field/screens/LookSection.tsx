import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { sayDay } from '#client/field/day.ts'
import type { StopOnPhone } from '#client/field/store/on-phone.ts'
import { AreaField } from '#client/ui/fields.tsx'
import { Problem, Section } from './parts.tsx'
import { useForm } from './work.tsx'

/** LOOK: what is known of the enterprise, read before the door. */
export function LookSection({ on, open }: { on: StopOnPhone; open: boolean }) {
  const { t } = useTranslation(['field', 'common'])
  const where = on.steps.LOOK
  return (
    <Section mark={t('common:step.LOOK')} title={t('common:step.LOOK')} hint={t('stepHint.LOOK')} where={where}>
      <Brief on={on} />
      {on.gists.LOOK && <p className="field-kept-text">{on.gists.LOOK}</p>}
      {open && !where && <GistForm on={on} />}
    </Section>
  )
}

function GistForm({ on }: { on: StopOnPhone }) {
  const { t } = useTranslation('field')
  const { draft, change, problem, submit } = useForm(on, 'LOOK', { gist: '' })
  const send = (event: FormEvent) => {
    event.preventDefault()
    void submit({ mutation: 'completeStep', input: { visitId: on.stop.id, step: 'LOOK', gist: draft.gist.trim() } })
  }
  return (
    <form className="ui-form" onSubmit={send}>
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

function Brief({ on }: { on: StopOnPhone }) {
  const { t, i18n } = useTranslation(['field', 'common'])
  const { enterprise } = on.stop
  const issues = on.brief?.issues.edges.flatMap((edge) => edge?.node ?? []) ?? []
  const visits = on.brief?.visits.edges.flatMap((edge) => edge?.node ?? []) ?? []
  const earlier = visits.filter(({ id }) => id !== on.stop.id)
  const day = (date: string) => sayDay(date, i18n.language)
  return (
    <dl className="field-brief">
      <dt>{t('brief.industry')}</dt>
      <dd>{enterprise.industry || t('brief.none')}</dd>
      <dt>{t('brief.headcount')}</dt>
      <dd>{t('brief.people', { count: enterprise.headcount })}</dd>
      <dt>{t('brief.resumption')}</dt>
      <dd>
        {t(`common:resumption.${enterprise.resumption}`)}
        {enterprise.resumptionOn && ` · ${day(enterprise.resumptionOn)}`}
      </dd>
      <dt>{t('brief.issues')}</dt>
      <dd>
        {enterprise.openIssues || t('brief.none')}
        {issues.length > 0 && (
          <ul>
            {issues.map(({ id, kind, title, status }) => (
              <li key={id}>
                {t(`common:issueKind.${kind}`)} · {title} · {t(`common:issueStatus.${status}`)}
              </li>
            ))}
          </ul>
        )}
      </dd>
      <dt>{t('brief.earlier')}</dt>
      <dd>
        {earlier.length === 0 && t(on.brief ? 'brief.none' : 'brief.unread')}
        <ul>
          {earlier.map(({ id, plannedOn, state, outcome, followUp }) => (
            <li key={id}>
              {day(plannedOn)} · {outcome ? t(`common:outcome.${outcome}`) : t(`common:visitState.${state}`)}
              {followUp && ` · ${followUp}`}
            </li>
          ))}
        </ul>
      </dd>
    </dl>
  )
}
