import { useMemo } from 'react'
import { Boundary } from '#client/boundary/Boundary.tsx'
import type { Freshness } from '#client/graph/freshness.ts'
import { dateOf, laterOf } from '#client/ui/dates.ts'
import type { WallQuery } from '#codegen/graph/graphql.ts'
import { WallProvider } from './context.ts'
import { HundredPanel } from './HundredPanel.tsx'
import { IssuesPanel } from './IssuesPanel.tsx'
import { ResumptionPanel } from './ResumptionPanel.tsx'
import { SquadsPanel } from './SquadsPanel.tsx'
import { SuppliesPanel } from './SuppliesPanel.tsx'
import { Ticker } from './Ticker.tsx'
import { useSound } from './useSound.ts'
import type { WallEvent } from './useWall.ts'
import { WallHeader } from './WallHeader.tsx'

type BoardWallProps = { data: WallQuery; events: WallEvent[]; freshness: Freshness }

/**
 * The whole wall, as of the last heartbeat. An error in one panel leaves the other panels and the header as they are.
 */
export function BoardWall({ data, events, freshness }: BoardWallProps) {
  const { board, viewer, unions, campaigns } = data
  const asOf = laterOf(board.asOf, freshness.asOf)
  const hasDesk = viewer?.role === 'COMMAND' || viewer?.role === 'DISTRICT'
  const context = useMemo(() => ({ board, asOf, today: dateOf(asOf), hasDesk }), [board, asOf, hasDesk])
  // the lists at the desk count for the active campaign, so that the figures of a closed one are no links to them
  const isClosed = !!board.subject?.closedAt
  const hundred = useMemo(() => (isClosed ? { ...context, hasDesk: false } : context), [context, isClosed])
  const sound = useSound(board.unresolvedIssues, freshness.state === 'stale')
  const union = unions.find((each) => each.id === board.unionId)?.name ?? ''
  return (
    <WallProvider value={context}>
      <main className={`board board-wall board-state-${freshness.state}`}>
        <Boundary className="board-header" unattended>
          <WallHeader
            union={union}
            campaigns={campaigns}
            freshness={freshness}
            sound={sound.on}
            onSound={sound.toggle}
          />
        </Boundary>
        <div className="board-left">
          <Boundary className="board-panel" unattended>
            <WallProvider value={hundred}>
              <HundredPanel />
            </WallProvider>
          </Boundary>
          <Boundary className="board-panel" unattended>
            <ResumptionPanel />
          </Boundary>
        </div>
        <Boundary className="board-panel board-squads" unattended>
          <SquadsPanel />
        </Boundary>
        <div className="board-right">
          <Boundary className="board-panel" unattended>
            <IssuesPanel />
          </Boundary>
          <Boundary className="board-panel" unattended>
            <SuppliesPanel />
          </Boundary>
        </div>
        <Boundary className="board-ticker" unattended>
          <Ticker events={events} />
        </Boundary>
      </main>
    </WallProvider>
  )
}
