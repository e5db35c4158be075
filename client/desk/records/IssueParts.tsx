import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { may } from '#client/desk/rights.ts'
import { PhoneNumber } from '#client/graph/PhoneNumber.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { partsNow } from '#client/modules/issues/LifeForms.tsx'
import { partTone, stateTone } from '#client/modules/issues/tones.ts'
import { momentText } from '#client/ui/dates.ts'
import { Tag } from '#client/ui/Tag.tsx'
import type { IssueReferenceFragment, IssueWholeFragment } from '#codegen/graph/graphql.ts'
import { IssueLinkButton } from './IssueLinks.tsx'
import { RecordPart } from './RecordFrame.tsx'

type IssueProps = { issue: IssueWholeFragment }

/**
 * Which agencies have the issue or had it, how far each is, and whom of the enterprise to talk to. To each of them a link can be
 * sent by which it acts on the issue.
 */
export function IssueAgencies({ viewer, issue }: IssueProps & { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const { parts, contact, status, state: standing } = issue
  const shown = [...partsNow(issue), ...parts.filter(({ endedAt }) => endedAt)]
  const mayLink = status === 'OPEN' && may(viewer.role, 'createIssueLink')
  const mayLinkAgencies = mayLink && viewer.role === 'COMMAND' && standing !== 'PARKED'
  return (
    <>
      {parts.length > 0 && (
        <RecordPart title={t('issues.agencies')}>
          <ul className="record-agencies">
            {shown.map(({ id, agency, leads, state, answeredAt, takenAt, assignedAt, endedAt }) => (
              <li key={id}>
                <b>{agency.name}</b>
                <small>{t(leads ? 'issues.leads' : 'issues.supports')}</small>
                <Tag tone={partTone[state]}>{common(`PartState.${state}`)}</Tag>
                <small>{momentText(endedAt ?? answeredAt ?? takenAt ?? assignedAt).slice(5)}</small>
                {mayLinkAgencies && !endedAt && <IssueLinkButton issue={issue} agency={agency} />}
              </li>
            ))}
          </ul>
        </RecordPart>
      )}
      {(contact || mayLink) && (
        <RecordPart title={t('issues.contact')}>
          {contact && (
            <p>
              {common(`ContactKind.${contact.kind}`)} {contact.name}{' '}
              <PhoneNumber of={contact.id} masked={contact.phone} />
            </p>
          )}
          {mayLink && <IssueLinkButton issue={issue} />}
        </RecordPart>
      )}
    </>
  )
}

/** The issue that it was merged into or split from, and those that were merged into it or split from it. */
export function IssueRelations({ issue }: IssueProps) {
  const { t } = useTranslation('desk')
  const { mergedInto, splitFrom, doubles, splits } = issue
  const lines = [
    ...(mergedInto ? [{ word: t('issues.mergedInto'), to: mergedInto }] : []),
    ...(splitFrom ? [{ word: t('issues.splitFrom'), to: splitFrom }] : []),
    ...doubles.map((to) => ({ word: t('issues.double'), to })),
    ...splits.map((to) => ({ word: t('issues.part'), to })),
  ]
  if (lines.length === 0) return null
  return (
    <RecordPart title={t('issues.relations')}>
      <ul className="record-agencies">
        {lines.map(({ word, to }) => (
          <Relation key={to.id} word={word} to={to} />
        ))}
      </ul>
    </RecordPart>
  )
}

function Relation({ word, to }: { word: string; to: IssueReferenceFragment }) {
  const { t: common } = useTranslation()
  return (
    <li>
      <small>{word}</small>
      <Link href={`/desk/issues/${to.id}`}>
        {to.no} {to.title}
      </Link>
      <Tag tone={stateTone[to.state]}>{common(`IssueState.${to.state}`)}</Tag>
    </li>
  )
}
