import type { Event } from '#codegen/prisma/client.ts'
import type { BoardEvent } from '#server/feed/schema.ts'
import { factsOf } from '#server/log/catalogue.ts'
import { campaignEvents } from '#server/modules/campaigns/events.ts'
import { supplyEvents } from '#server/modules/supplies/events.ts'
import { builder } from '#server/platform/builder.ts'
import type { Viewer } from '#server/platform/context.ts'
import { db } from '#server/postgres/db.ts'
import { watchesBoard } from './access.ts'
import { BoardCell } from './cell-type.ts'
import type { Cell } from './snapshot.ts'
import { squadTally, unionTally } from './tallies.ts'
import { CampaignTally, ResumptionTally, SquadTally, SupplyTally, suppliesOf } from './tally-types.ts'

/** The union's figures are for those who watch the board, and for squads, who work towards them. */
const seesFigures = (viewer: Viewer) => watchesBoard(viewer) || viewer.role === 'SQUAD'

const figures = (event: BoardEvent) =>
  seesFigures(event.subjects.viewer) ? { key: event.unionId, tally: unionTally(event.unionTally) } : null

builder.objectFields('BoardEvent', (t) => ({
  campaign: t.field({
    type: CampaignTally,
    nullable: true,
    description: 'The campaign’s figures right after it. 事件后的行动统计。',
    resolve: figures,
  }),
  resumption: t.field({
    type: ResumptionTally,
    nullable: true,
    description: 'Enterprises by resumption right after it. 事件后的复工统计。',
    resolve: figures,
  }),
  supplies: t.field({
    type: [SupplyTally],
    description: 'The quantities of the item it changed; empty for other events. 事件后的物资统计。',
    resolve: (event) => {
      const code = factsOf(supplyEvents, event)?.item
      const shown = code ? figures(event) : null
      return shown && code ? suppliesOf(shown.key, shown.tally, [code]) : []
    },
  }),
  squad: t.field({
    type: SquadTally,
    nullable: true,
    description: 'The squad’s figures right after it. 事件后的小分队现状。',
    resolve: (event) => {
      if (!event.squadId || !event.squadTally || !seesFigures(event.subjects.viewer)) return null
      return { key: event.squadId, squadId: event.squadId, tally: squadTally(event.squadTally) }
    },
  }),
  cells: t.field({
    type: [BoardCell],
    description: 'The places of the hundred that it may have changed. 变动的格子。',
    resolve: async (event) => {
      if (!watchesBoard(event.subjects.viewer)) return []
      const cells = await event.subjects.once('cells', () => cellsOf(event.subjects.events))
      const position = (event.facts as { position?: number }).position
      return cells.filter((cell) => cell.enterpriseId === event.enterpriseId || cell.position === position)
    },
  }),
}))

/** The cells of a batch in one query. */
function cellsOf(events: readonly Event[]): Promise<Cell[]> {
  const enterprises = events.flatMap((event) => event.enterpriseId ?? [])
  const positions = events.flatMap((event) => factsOf(campaignEvents, event)?.position ?? [])
  return db.campaignEnterprise.findMany({
    where: {
      campaign: { active: true, unionId: events[0]!.unionId },
      OR: [{ enterpriseId: { in: enterprises } }, { position: { in: positions } }],
    },
    include: { enterprise: true },
  })
}
