import { minuteOf } from '#client/ui/dates.ts'
import { useWallContext } from './context.ts'
import { DeskLink } from './DeskLink.tsx'
import { partsOf, pathOf } from './event-line.ts'

import type { WallEvent } from './useWall.ts'
import { useWords } from './words.ts'

const limit = 6

/** The lines of the newest events, newest first. Each is a link to its record. */
export function Ticker({ events }: { events: WallEvent[] }) {
  const { board } = useWallContext()
  const words = useWords()
  return (
    <section className="board-ticker" aria-label={words.t('feed.title')}>
      {events.length === 0 && <p className="board-empty">{words.t('feed.empty')}</p>}
      <ol onBlur={(event) => event.currentTarget.scrollTo(0, 0)}>
        {events.slice(0, limit).map((event) => (
          <li key={event.seq}>
            <DeskLink to={pathOf(event)} className="board-event">
              <time dateTime={event.at}>{minuteOf(event.at)}</time>
              <span>
                {partsOf(event, board, words).map(({ text, loud }, index) => {
                  const key = `${index} ${text}`
                  return loud ? <b key={key}>{text}</b> : <span key={key}>{text}</span>
                })}
              </span>
            </DeskLink>
          </li>
        ))}
      </ol>
    </section>
  )
}
