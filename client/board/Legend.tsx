import { Flash } from '#client/ui/Flash.tsx'
import { useWallContext } from './context.ts'
import { DeskLink } from './DeskLink.tsx'
import { listPath } from './paths.ts'
import { useWords } from './words.ts'

/** What the colours and shapes of the cells mean, and how many cells of each there are. Their sum is the list. */
export function Legend() {
  const { board } = useWallContext()
  const { t, number } = useWords()
  const { visited, underWay, planned, listed, onSite } = board.campaign
  const withIssue = board.cells.filter((cell) => cell.hasIssue).length
  const progress = (state: string) => listPath('enterprises', { listed: 'true', progress: state })
  const entries = [
    { look: 'board-is-DONE', word: t('hundred.done'), n: visited, to: progress('DONE') },
    { look: 'board-is-UNDER_WAY board-is-ASK', word: t('hundred.underWay'), n: underWay, to: progress('UNDER_WAY') },
    { look: 'board-on-site', word: t('hundred.onSite'), n: onSite, to: listPath('visits', { state: 'ARRIVED' }) },
    { look: 'board-is-PLANNED', word: t('hundred.planned'), n: planned, to: progress('PLANNED') },
    {
      look: 'board-is-NOT_PLANNED',
      word: t('hundred.notPlanned'),
      n: Math.max(0, listed - visited - underWay - planned),
      to: progress('NOT_PLANNED'),
    },
    {
      look: 'board-is-NOT_PLANNED board-has-issue',
      word: t('hundred.issue'),
      n: withIssue,
      to: listPath('enterprises', { listed: 'true', issues: 'true' }),
    },
  ]
  return (
    <ul className="board-legend">
      {entries.map(({ look, word, n, to }) => (
        <li key={word}>
          <DeskLink to={to}>
            <i className={`board-swatch ${look}`} aria-hidden="true" />
            {word} <Flash value={n}>{number(n)}</Flash>
          </DeskLink>
        </li>
      ))}
    </ul>
  )
}
