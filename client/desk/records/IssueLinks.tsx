import i18next from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { may } from '#client/desk/rights.ts'
import type { Viewer } from '#client/graph/session.ts'
import { useChange } from '#client/graph/useChange.ts'
import { CreateIssueLinkDocument, IssueLinksDocument } from '#client/modules/links/documents.ts'
import { isRevocable, useRevoke } from '#client/modules/links/useLinkColumns.tsx'
import { loadText } from '#client/text/i18n.ts'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { dayText, lastDayOf, momentText } from '#client/ui/dates.ts'
import { Tag } from '#client/ui/Tag.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import type { IssueWholeFragment } from '#codegen/graph/graphql.ts'
import { RecordPart } from './RecordFrame.tsx'
import './issue-links.css'

type IssueLinkButtonProps = { issue: IssueWholeFragment; agency?: { id: string; name: string } }

/**
 * Makes a link for an agency, or for the enterprise, and puts it on the clipboard with the words to send along. Where the
 * clipboard is refused, the text stands selected.
 */
export function IssueLinkButton({ issue, agency }: IssueLinkButtonProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const create = useChange(CreateIssueLinkDocument)
  const [text, setText] = useState<string | null>(null)
  const party = agency?.name ?? issue.enterprise.name
  const make = async () => {
    const { data, failure } = await create({ issueId: issue.id, ...(agency && { agencyId: agency.id }) })
    if (failure) return say(failure.message || common('offline'), { isAlert: true })
    const { address, expiresAt } = data.createIssueLink
    const { no, title, enterprise, state, dueAt } = issue
    const until = dayText(lastDayOf(expiresAt), 'zh-CN')
    // whoever gets it reads Chinese, in whatever language the desk is
    await loadText('desk', 'zh-CN')
    const words = i18next.getFixedT('zh-CN', 'desk')
    const key = agency ? 'issues.byLink.forAgency' : 'issues.byLink.forEnterprise'
    const by = dueAt && words(`clock.by.${state === 'ASSIGNED' ? 'take' : 'done'}`, { at: momentText(dueAt) })
    const due = by ? words('issues.byLink.due', { by }) : ''
    const message = words(key, { no, title, enterprise: enterprise.name, due, until, address: address ?? '' })
    try {
      await navigator.clipboard.writeText(message)
      say(t('issues.byLink.copied', { party }))
    } catch {
      setText(message)
    }
  }
  return (
    <>
      <Button small onPress={make} aria-label={t('issues.byLink.makeFor', { party })}>
        {t('issues.byLink.make')}
      </Button>
      {text && (
        <Dialog title={t('issues.byLink.copyByHand')} onClose={() => setText(null)}>
          <textarea
            className="issue-link-text"
            readOnly
            rows={7}
            value={text}
            aria-label={t('issues.byLink.copyByHand')}
            onFocus={(event) => event.target.select()}
          />
        </Dialog>
      )}
    </>
  )
}

/** The links by which the issue is acted on, with their openings, for those who may revoke them. Nothing where there is none. */
export function IssueLinks({ viewer, issueId }: { viewer: Viewer; issueId: string }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const pause = !may(viewer.role, 'revokeLink')
  const [{ data }] = useQuery({ query: IssueLinksDocument, variables: { issueId }, pause })
  const revoke = useRevoke()
  const links = data?.personalLinks.edges.map(({ node }) => node) ?? []
  if (links.length === 0) return null
  return (
    <RecordPart title={t('issues.byLink.title')} count={links.length}>
      <ul className="record-agencies">
        {links.map((link) => (
          <li key={link.id}>
            <b>{link.account.displayName}</b>
            <Tag tone="quiet">{common(`LinkState.${link.state}`)}</Tag>
            <small>{t('links.until', { at: lastDayOf(link.expiresAt) })}</small>
            {isRevocable(link) && (
              <Button small onPress={() => revoke(link)}>
                {t('people.revoke')}
              </Button>
            )}
            {link.openingCount > 0 && (
              <details className="issue-link-openings">
                <summary>{t('issues.byLink.opened', { count: link.openingCount })}</summary>
                {link.openings.map(({ at, device }) => (
                  <small key={at}>
                    {momentText(at)} {common(`DeviceKind.${device}`)}
                  </small>
                ))}
              </details>
            )}
          </li>
        ))}
      </ul>
    </RecordPart>
  )
}
