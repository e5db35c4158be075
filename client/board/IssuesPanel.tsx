import { Flash } from '#client/ui/Flash.tsx'
import type { IssueOnWallFragment } from '#codegen/graph/graphql.ts'
import { useWallContext } from './context.ts'
import { DeskLink } from './DeskLink.tsx'
import { listPath, recordPath } from './paths.ts'
import { useWords } from './words.ts'

const limit = 8

/** True for an issue that must be handled at once. Only such issues are shown in red. */
export const isRed = ({ kind, severity, status }: IssueOnWallFragment): boolean =>
  status === 'OPEN' && (kind === 'BLOCKAGE' || severity === 'HIGH')

/** The newest issues that are not closed. */
export function IssuesPanel() {
  const { board } = useWallContext()
  const { t, number } = useWords()
  const open = board.recentIssues.filter((issue) => issue.status === 'OPEN').slice(0, limit)
  return (
    <section className="board-panel board-issues" aria-labelledby="board-issues">
      <header>
        <h2 id="board-issues">{t('issues.title')}</h2>
        <DeskLink to={listPath('issues', { status: 'OPEN' })}>
          <Flash value={board.campaign.openIssues}>{t('issues.open', { n: number(board.campaign.openIssues) })}</Flash>
        </DeskLink>
      </header>
      {open.length === 0 ? (
        <p className="board-empty">{t('issues.empty')}</p>
      ) : (
        <ul className="board-issue-list">
          {open.map((issue) => (
            <li key={issue.id}>
              <IssueLine issue={issue} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function IssueLine({ issue }: { issue: IssueOnWallFragment }) {
  const { asOf } = useWallContext()
  const { t, between } = useWords()
  const age = Date.parse(asOf) - Date.parse(issue.openedAt)
  const red = isRed(issue)
  return (
    <DeskLink to={recordPath('issues', issue.id)} className="board-issue">
      <b className={`board-kind board-kind-${red ? 'red' : issue.kind}`}>{t(`common:IssueKind.${issue.kind}`)}</b>
      <span className="board-issue-title">{issue.title}</span>
      <small>
        <span className="board-issue-firm">{issue.enterprise.name}</span>
        {red && issue.kind !== 'BLOCKAGE' && <span className="board-severe">{t('issues.severe')}</span>}
        <span>{issue.agency?.name ?? t('issues.noAgency')}</span>
        <span>{age < 60_000 ? t('issues.justNow') : t('issues.age', { duration: between(issue.openedAt, asOf) })}</span>
      </small>
    </DeskLink>
  )
}
