import { Changing } from '#client/ui/Changing.tsx'
import { Sparkline } from '#client/ui/Sparkline.tsx'
import { dayOf, useWallContext } from './context.ts'
import { Opens } from './Opens.tsx'
import { listPath } from './paths.ts'
import { useWords } from './words.ts'

const days = 14

/** Enterprises that resumed work, of all in the sub-district, and the way there. */
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
        <Changing value={more}>{t('todayMore', { n: number(more) })}</Changing>
      </header>
      {enterprises === 0 ? (
        <p className="board-empty">{t('resumption.empty')}</p>
      ) : (
        <div className="board-resumed">
          <Opens to={listPath('enterprises', { resumption: 'RESUMED' })} className="board-second-figure">
            <Changing value={resumed}>{number(resumed)}</Changing>
          </Opens>
          <span className="board-of">
            <span>
              / <Opens to={listPath('enterprises')}>{number(enterprises)}</Opens> {t('resumption.unit')}
            </span>
          </span>
          <Sparkline className="board-trend" values={trend} label={label} />
        </div>
      )}
    </section>
  )
}
