import { useEffect, useState } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { useTranslation } from 'react-i18next'
import { LanguageSwitch } from '#client/text/LanguageSwitch.tsx'
import { dayText, lastDayOf } from '#client/ui/dates.ts'
import type { LinkAct, LinkedIssueShownFragment } from '#codegen/graph/graphql.ts'
import { OpenIssueLinkDocument } from './documents.ts'
import { LinkedIssueActs } from './LinkedIssueActs.tsx'
import { LinkedIssueFacts } from './LinkedIssueFacts.tsx'
import { useAnswer } from './useAnswer.ts'
import './issue-link.css'

/** What was done last on this page. The issue is null where that has ended what the link is for. */
type Done = { act: LinkAct; issue: LinkedIssueShownFragment | null }

/**
 * The page of a link for one issue, for a phone: what the problem is, whom to call, and what can be done. Nothing leads from here
 * to any other page.
 */
export function IssueLinkScreen() {
  const { t, i18n } = useTranslation()
  // the secret stays in the address, so that the page can be opened in another browser of the phone
  const [secret] = useState(() => location.hash.slice(1) || null)
  const answer = useAnswer(OpenIssueLinkDocument, secret)
  const [done, setDone] = useState<Done | null>(null)
  useEffect(() => {
    const another = () => location.reload()
    addEventListener('hashchange', another)
    return () => removeEventListener('hashchange', another)
  }, [])
  const isShown = typeof answer === 'object' && 'openIssueLink' in answer
  const first = isShown ? answer.openIssueLink : null
  const issue = done ? done.issue : first
  const title = first ? `${first.no} ${first.title}` : t('links.issue.title')
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <I18nProvider locale={i18n.language === 'en' ? 'en-GB' : 'zh-CN'}>
      <main className="issue-link">
        <header className="issue-link-head">
          <img src="/icon.svg" alt="" width="24" height="24" />
          <strong>{first?.unionName ?? t('appName')}</strong>
        </header>
        {issue && <LinkedIssueFacts issue={issue} />}
        {first && !issue && (
          <section className="issue-link-card">
            <p className="issue-link-note">{first.no}</p>
            <h1>{first.title}</h1>
          </section>
        )}
        {done && (
          <p role="status" className="issue-link-done">
            {t(`links.issue.did.${done.act}`)}
          </p>
        )}
        {issue && secret && (
          <LinkedIssueActs
            // another form begins after each act
            key={`${issue.state} ${issue.partState} ${done?.act}`}
            secret={secret}
            issue={issue}
            begin={done?.act === 'TAKE' ? 'ANSWER' : null}
            onDone={(act, after) => setDone({ act, issue: after })}
          />
        )}
        {!issue && !done && (
          <section className="issue-link-card">
            <h1>{t('links.issue.title')}</h1>
            {!secret && <p role="alert">{t('links.issue.none')}</p>}
            {secret && answer === 'waiting' && <p role="status">{t('loading')}</p>}
            {typeof answer === 'object' && 'message' in answer && <p role="alert">{answer.message || t('offline')}</p>}
          </section>
        )}
        <footer className="issue-link-foot">
          {issue && (
            <p>
              {t('links.issue.foot', {
                name: issue.actorName,
                until: dayText(lastDayOf(issue.expiresAt), i18n.language),
              })}
            </p>
          )}
          <LanguageSwitch />
        </footer>
      </main>
    </I18nProvider>
  )
}
