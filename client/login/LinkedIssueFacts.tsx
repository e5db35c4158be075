import { useTranslation } from 'react-i18next'
import { momentText } from '#client/ui/dates.ts'
import { Tag } from '#client/ui/Tag.tsx'
import type { LinkedIssueShownFragment } from '#codegen/graph/graphql.ts'

/** What the problem is, whom to call, and what was written about it. */
export function LinkedIssueFacts({ issue }: { issue: LinkedIssueShownFragment }) {
  const { t } = useTranslation()
  const { no, title, category, isEmergency, evidence, openedAt, dueAt, state, partState, words, photos } = issue
  const { enterpriseName, enterpriseAddress, contactName, contactPhone, leadName, isForAgency } = issue
  const standing = state !== 'PARKED' && partState ? t(`PartState.${partState}`) : t(`IssueState.${state}`)
  return (
    <>
      <section className="issue-link-card">
        <p className="issue-link-marks">
          <span>{no}</span>
          {isEmergency && <Tag tone="alert">{t('links.issue.emergency')}</Tag>}
          <Tag tone={state === 'ANSWERED' ? 'done' : 'quiet'}>{standing}</Tag>
        </p>
        <h1>{title}</h1>
        {evidence && <p>{evidence}</p>}
        <p className="issue-link-note">
          {t(`IssueCategory.${category}`)} · {t('links.issue.opened', { at: momentText(openedAt) })}
          {!isForAgency && leadName && ` · ${t('links.issue.lead', { name: leadName })}`}
        </p>
        {isForAgency && dueAt && (
          <p>{t(`links.issue.due.${partState === 'ASSIGNED' ? 'take' : 'done'}`, { at: momentText(dueAt) })}</p>
        )}
        {photos.length > 0 && (
          <ul className="issue-link-photos">
            {photos.map((photo, i) => (
              <li key={photo}>
                <img src={photo} alt={t('links.issue.photo', { n: i + 1 })} />
              </li>
            ))}
          </ul>
        )}
      </section>
      <section className="issue-link-card">
        <h2>{enterpriseName}</h2>
        <p>{enterpriseAddress}</p>
        {contactPhone && (
          <a className="ui-button issue-link-call" href={`tel:${contactPhone.replace(/[^+\d]/g, '')}`}>
            {t('links.issue.call', { name: contactName })} {contactPhone}
          </a>
        )}
      </section>
      {words.length > 0 && (
        <ul className="issue-link-card issue-link-words">
          {words.map(({ kind, text, at }) => (
            <li key={at + text}>
              <b>{t(`IssueEntryKind.${kind}`)}</b>
              <small>{momentText(at)}</small>
              <p>{text}</p>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
