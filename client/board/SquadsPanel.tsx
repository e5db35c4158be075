import type { ReactNode } from 'react'
import { Flash } from '#client/ui/Flash.tsx'
import type { WallQuery } from '#codegen/graph/graphql.ts'
import { dayBefore, dayOf, leftOn, useWallContext } from './context.ts'
import { DeskLink } from './DeskLink.tsx'
import { listPath, recordPath } from './paths.ts'
import { StepChips } from './StepChips.tsx'
import { useWords } from './words.ts'

type Row = WallQuery['board']['squads'][number]

/** Where each squad is now and how many of its stops are finished, in the order of the squads' numbers. */
export function SquadsPanel() {
  const { board } = useWallContext()
  const { t } = useWords()
  return (
    <section className="board-panel board-squads" aria-labelledby="board-squads">
      <header>
        <h2 id="board-squads">{t('squads.title', { count: board.squads.length })}</h2>
      </header>
      {board.squads.length === 0 ? <p className="board-empty">{t('squads.empty')}</p> : <SquadList />}
    </section>
  )
}

function SquadList() {
  const { board } = useWallContext()
  const { t } = useWords()
  return (
    <ol className="board-squad-list">
      <li className="board-columns" aria-hidden="true">
        <span />
        <span />
        <span>{t('squads.now')}</span>
        <span>{t('squads.steps')}</span>
        <span>{t('squads.since')}</span>
        <span>{t('squads.today')}</span>
      </li>
      {board.squads.map((row) => (
        <SquadLine key={row.squad.id} row={row} />
      ))}
    </ol>
  )
}

function SquadLine({ row: { squad, now } }: { row: Row }) {
  const { asOf, today } = useWallContext()
  const { t, between } = useWords()
  const { planned = 0, finished = 0 } = dayOf(now.days, today) ?? {}
  const zones = squad.zones.map((zone) => zone.name).join(' ')
  const stops = listPath('visits', { squadId: squad.id, day: `${today}..${today}`, state: 'PLANNED,ARRIVED,FINISHED' })
  return (
    <li className="board-squad">
      <DeskLink to={stops} className="board-number" label={t('squads.nth', { n: squad.number })}>
        {squad.number}
      </DeskLink>
      <span className="board-zone">
        <b>{zones || t('squads.noZone')}</b>
        <small>{t('squads.members', { n: squad.memberCount })}</small>
      </span>
      <Whereabouts now={now} planned={planned} finished={finished} leftover={<Leftover row={{ squad, now }} />} />
      <StepChips done={now.steps} here={now.enterprise !== null} />
      <span className="board-since">{now.since ? between(now.since, asOf) : '—'}</span>
      <DeskLink to={stops} className="board-stops">
        <span className="board-unseen">{t('squads.today')}</span>
        <Flash value={finished} />
        <small>
          /<Flash value={planned} />
        </small>
      </DeskLink>
    </li>
  )
}

/** How many stops of yesterday the squad has not finished. */
function Leftover({ row: { squad, now } }: { row: Row }) {
  const { today } = useWallContext()
  const { t } = useWords()
  const day = dayBefore(today)
  const left = leftOn(now.days, day)
  if (left === 0) return null
  const stops = listPath('visits', { squadId: squad.id, day: `${day}..${day}`, state: 'PLANNED,ARRIVED' })
  return (
    <DeskLink to={stops} className="board-leftover">
      {t('squads.leftover', { n: left })}
    </DeskLink>
  )
}

type WhereaboutsProps = { now: Row['now']; planned: number; finished: number; leftover: ReactNode }

function Whereabouts({ now, planned, finished, leftover }: WhereaboutsProps) {
  const { t } = useWords()
  const { enterprise } = now
  if (enterprise) {
    const look = now.steps.length === 4 ? 'board-mark-done' : 'board-mark-here'
    return (
      <DeskLink to={recordPath('enterprises', enterprise.id)} className="board-whereabouts">
        <i className={`board-mark ${look}`} aria-hidden="true" />
        <span>
          <Flash value={enterprise.id}>{enterprise.name}</Flash>
        </span>
      </DeskLink>
    )
  }
  const left = planned - finished
  const [look, word] =
    left > 0
      ? ['board-mark-way', t('squads.waiting', { n: left })]
      : planned > 0
        ? ['board-mark-done', t('squads.allDone')]
        : ['board-mark-none', t('squads.noneToday')]
  return (
    <span className="board-whereabouts board-elsewhere">
      <i className={`board-mark ${look}`} aria-hidden="true" />
      <span>
        {word}
        {leftover}
      </span>
    </span>
  )
}
