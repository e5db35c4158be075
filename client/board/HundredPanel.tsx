import { dateOf, paceOf, placeInPeriod } from '#client/ui/dates.ts'
import { Flash } from '#client/ui/Flash.tsx'
import { Cells } from './Cells.tsx'
import { dayOf, useWallContext } from './context.ts'
import { DeskLink } from './DeskLink.tsx'
import { listPath } from './paths.ts'
import { useWords } from './words.ts'

/**
 * How far the campaign is: how many enterprises are visited, of how many, and a cell for each enterprise of the list.
 */
export function HundredPanel() {
  const { board, today } = useWallContext()
  const { t, number } = useWords()
  const { campaign, cells } = board
  const visitedToday = dayOf(campaign.days, today)?.visited ?? 0
  const dayLine = useDayLine()
  const finished = campaign.target > 0 && campaign.visited >= campaign.target
  return (
    <section className="board-panel board-hundred" aria-labelledby="board-hundred">
      <header>
        <h2 id="board-hundred">{t('hundred.title')}</h2>
        {!board.subject?.closedAt && (
          <DeskLink to={listPath('visits', { finished: `${today}..${today}`, counts: 'true' })}>
            <Flash value={visitedToday}>{t('todayMore', { n: visitedToday })}</Flash>
          </DeskLink>
        )}
      </header>
      <div className={finished ? 'board-figure board-finished' : 'board-figure'}>
        <DeskLink to={listPath('enterprises', { listed: 'true', progress: 'DONE' })} className="board-main-figure">
          <Flash value={campaign.visited}>{number(campaign.visited)}</Flash>
        </DeskLink>
        <span className="board-of">
          <span className="board-word">{finished ? t('hundred.finished') : ''}</span>
          <span className="board-word">{campaign.visited === 0 && cells.length > 0 ? t('hundred.firstDay') : ''}</span>
          {campaign.visitedOutside > 0 && (
            <span className="board-outside">{t('hundred.outside', { n: number(campaign.visitedOutside) })}</span>
          )}
          <span className="board-period">{dayLine}</span>
          <span>
            / <DeskLink to={listPath('enterprises', { listed: 'true' })}>{number(campaign.target)}</DeskLink>{' '}
            {t('hundred.unit')}
          </span>
        </span>
      </div>
      {cells.length > 0 ? <Cells /> : <p className="board-empty">{t('hundred.empty')}</p>}
    </section>
  )
}

/** Which day of the campaign it is and what must be visited a day to be done in time, or when it was closed. */
function useDayLine(): string {
  const { board, today } = useWallContext()
  const { t, number } = useWords()
  const { subject, campaign } = board
  if (!subject) return ''
  if (subject.closedAt) return t('closedOn', { date: dateOf(subject.closedAt) })
  const { day, days, left } = placeInPeriod(today, subject.startsOn, subject.endsOn)
  if (day < 1) return t('hundred.before', { n: number(1 - day) })
  if (left === 0) return t('hundred.after')
  const pace = paceOf(campaign.target - campaign.visited, left)
  const line = t('hundred.dayOf', { day: number(day), days: number(days) })
  return pace === null ? line : `${line} · ${t('hundred.pace', { n: number(pace) })}`
}
