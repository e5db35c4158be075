import { type KeyboardEvent, memo, useRef, useState } from 'react'
import { Link } from 'wouter'
import type { CellOfHundredFragment } from '#codegen/graph/graphql.ts'
import { useWallContext } from './context.ts'
import { Legend } from './Legend.tsx'
import { recordPath } from './paths.ts'
import { useWords, type Words } from './words.ts'

const columns = 10
const moves: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }

/**
 * A cell for each enterprise of the list, in its fixed place. The Tab key goes to the cells once; arrow keys go from
 * cell to cell.
 */
export function Cells() {
  const { board, hasDesk } = useWallContext()
  const words = useWords()
  const grid = useRef<HTMLUListElement>(null)
  const [active, setActive] = useState(0)
  const [named, setNamed] = useState<number | null>(null)
  const { cells } = board

  const move = (event: KeyboardEvent) => {
    const step = moves[event.key]
    if (!step) return
    event.preventDefault()
    const next = Math.min(cells.length - 1, Math.max(0, active + step))
    setActive(next)
    const cell = grid.current?.children[next]?.firstElementChild
    if (cell instanceof HTMLElement) cell.focus()
  }
  const name = (index: number | null) => {
    setNamed(index)
    if (index !== null) setActive(index)
  }

  const shown = named === null ? undefined : cells[named]
  return (
    <>
      <ul
        ref={grid}
        className={cells.length > 100 ? 'board-cells board-cells-many' : 'board-cells'}
        aria-label={words.t('hundred.cells')}
        onKeyDown={move}
        onMouseLeave={() => setNamed(null)}
      >
        {cells.map((cell, index) => (
          <Cell
            key={cell.id}
            index={index}
            to={hasDesk ? recordPath('enterprises', cell.enterprise.id) : null}
            look={lookOf(cell)}
            label={labelOf(cell, words)}
            reached={index === Math.min(active, cells.length - 1)}
            onName={name}
          />
        ))}
      </ul>
      <div className="board-under-cells">
        <Legend />
        {shown && <p className={`board-caption ${lookOf(shown)}`}>{labelOf(shown, words)}</p>}
      </div>
    </>
  )
}

type CellProps = {
  index: number
  to: string | null
  look: string
  label: string
  reached: boolean
  onName: (index: number | null) => void
}

const Cell = memo(
  function Cell({ index, to, look, label, reached, onName }: CellProps) {
    const common = {
      className: `board-cell ${look}`,
      'aria-label': label,
      tabIndex: reached ? 0 : -1,
      onFocus: () => onName(index),
      onBlur: () => onName(null),
      onMouseEnter: () => onName(index),
    }
    return <li>{to ? <Link href={to} {...common} /> : <button type="button" {...common} />}</li>
  },
  (a, b) => a.look === b.look && a.label === b.label && a.reached === b.reached && a.to === b.to,
)

/** The CSS classes of a cell: how far its enterprise is, and whether it has an open issue. */
function lookOf({ state, step, hasIssue }: CellOfHundredFragment): string {
  const shade = state === 'UNDER_WAY' ? ` board-is-${step ?? 'ARRIVED'}` : ''
  return `board-is-${state}${shade}${hasIssue ? ' board-has-issue' : ''}`
}

function labelOf({ position, enterprise, state, step, hasIssue }: CellOfHundredFragment, { t }: Words): string {
  const underWay = step ? t('hundred.stepDone', { step: t(`common:Step.${step}`) }) : t('hundred.arrived')
  return [
    t('hundred.cell', { position, name: enterprise.name }),
    state === 'UNDER_WAY' ? underWay : t(`common:VisitProgress.${state}`),
    ...(hasIssue ? [t('hundred.cellIssue')] : []),
  ].join(' · ')
}
