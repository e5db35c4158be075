import { Flash } from '#client/ui/Flash.tsx'
import type { IssueOnWallFragment } from '#codegen/graph/graphql.ts'
import { useWallContext } from './context.ts'
import { DeskLink } from './DeskLink.tsx'
import { assignPath, listPath, recordPath } from './paths.ts'
import { useWords } from './words.ts'

/** How many issues there is room for: on a wide wall, and where the panels stand below each other. */
const room = { few: 4, many: 8 }

/** The open issues that call most for a hand, and how many more there are: a newer small one never hides them. */
export function IssuesPanel() {
  const { board } = useWallContext()
  const { t, number } = useWords()
  const { openIssues, overdueIssues, agencies } = board.campaign
  const open = board.unresolvedIssues.slice(0, room.many)
  return (
    <section className="board-panel board-issues" aria-labelledby="board-issues">
      <header>
        <h2 id="board-issues">{t('issues.title')}</h2>
        <DeskLink to={listPath('issues', { status: 'OPEN' })}>
          <Flash value={openIssues}>{t('issues.open', { n: number(openIssues) })}</Flash>
          {overdueIssues > 0 && (
            <span className="board-more board-severe">{t('issues.overdue', { n: number(overdueIssues) })}</span>
          )}
          {(['few', 'many'] as const).map(
            (size) =>
              openIssues > room[size] && (
                <span key={size} className={`board-more board-more-${size}`}>
                  {t('issues.more', { n: number(openIssues - room[size]) })}
                </span>
              ),
          )}
        </DeskLink>
      </header>
      {openIssues === 0 ? (
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
      {agencies.length > 0 && (
        <p className="board-agencies">
          <span>{t('issues.agencies')}</span>
          {agencies.map(({ agency, issues }) => (
            <DeskLink key={agency.id} to={listPath('issues', { status: 'OPEN', agency: agency.id })}>
              {agency.name} <b>{number(issues)}</b>
            </DeskLink>
          ))}
        </p>
      )}
    </section>
  )
}

function IssueLine({ issue }: { issue: IssueOnWallFragment }) {
  const { asOf } = useWallContext()
  const { t, between } = useWords()
  const { id, state, kind, isRed, isEmergency, agency, returns, clock, climbedTo } = issue
  const age = Date.parse(asOf) - Date.parse(issue.openedAt)
  const path = state === 'UNASSIGNED' ? assignPath(id) : recordPath('issues', id)
  const who = agency ? `${agency.name} ${t(`common:IssueState.${state}`)}` : t(`common:IssueState.${state}`)
  return (
    <DeskLink to={path} className="board-issue">
      <b className={`board-kind board-kind-${isRed ? 'red' : kind}`}>
        {isEmergency ? t('common:emergency') : t(`common:IssueKind.${kind}`)}
      </b>
      <span className="board-issue-title">{issue.title}</span>
      <small>
        <span className="board-issue-firm">{issue.enterprise.name}</span>
        {isRed && !isEmergency && kind !== 'BLOCKAGE' && <span className="board-severe">{t('issues.severe')}</span>}
        <span>{who}</span>
        {(clock === 'OVERDUE' || clock === 'ESCALATED') && (
          <span className="board-severe">
            {climbedTo
              ? t('issues.escalated', { whom: t(`common:RungRecipient.${climbedTo}`) })
              : t('common:IssueClock.OVERDUE')}
          </span>
        )}
        {returns > 0 && <span>{t('issues.returned', { n: returns })}</span>}
        <span>{age < 60_000 ? t('issues.justNow') : t('issues.age', { duration: between(issue.openedAt, asOf) })}</span>
      </small>
    </DeskLink>
  )
}
