import { Flash } from '#client/ui/Flash.tsx'
import { Sparkline } from '#client/ui/Sparkline.tsx'
import { dayOf, useWallContext } from './context.ts'
import { DeskLink } from './DeskLink.tsx'
import { listPath } from './paths.ts'
import { useWords } from './words.ts'

const days = 14

/** How many enterprises of the sub-district have resumed work, of how many, and the trend of the last fourteen days. */
export function ResumptionPanel() {
  const { board, today } = useWallContext()
  const { t, number } = useWords()
  const { resumed, enterprises, days: byDay } = board.resumption
  const more = dayOf(byDay, today)?.resumed ?? 0
  // the snapshot's trend ends on its own day; today's point is the figure itself
  const trend = [...board.trend.filter((point) => point.date < today).map((point) => point.resumed), resumed].slice(
    -days,
  )
  const label = t('resumption.trend', { days: trend.length, from: number(trend[0] ?? 0), to: number(resumed) })
  return (
    <section className="board-panel board-resumption" aria-labelledby="board-resumption">
      <header>
        <h2 id="board-resumption">{t('resumption.title')}</h2>
        <Flash value={more}>{t('todayMore', { n: number(more) })}</Flash>
      </header>
      {enterprises === 0 ? (
        <p className="board-empty">{t('resumption.empty')}</p>
      ) : (
        <div className="board-resumed">
          <DeskLink to={listPath('enterprises', { resumption: 'RESUMED' })} className="board-second-figure">
            <Flash value={resumed}>{number(resumed)}</Flash>
          </DeskLink>
          <span className="board-of">
            <span>
              / <DeskLink to={listPath('enterprises')}>{number(enterprises)}</DeskLink> {t('resumption.unit')}
            </span>
          </span>
          <Sparkline className="board-trend" values={trend} label={label} />
        </div>
      )}
    </section>
  )
}
