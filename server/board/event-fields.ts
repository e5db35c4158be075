import type { BoardEvent } from '#server/feed/event-type.ts'
import { factsOf } from '#server/log/catalogue.ts'
import type { LoneEvent } from '#server/log/events.ts'
import { campaignEvents } from '#server/modules/campaigns/events.ts'
import { supplyEvents } from '#server/modules/supplies/events.ts'
import { builder } from '#server/platform/builder.ts'
import type { Viewer } from '#server/platform/context.ts'
import { most } from '#server/platform/most.ts'
import { db } from '#server/postgres/db.ts'
import { watchesBoard } from './access.ts'
import { BoardCell } from './cell-type.ts'
import type { Cell } from './snapshot.ts'
import { squadTally, unionTally } from './tallies.ts'
import { CampaignTally, ResumptionTally, SquadTally, SupplyTally, suppliesOf } from './tally-types.ts'

/** True for viewers who may see the union's figures in events: those who may read the board, and squads. */
const seesFigures = (viewer: Viewer) => watchesBoard(viewer) || viewer.role === 'SQUAD'

const figures = ({ unionId, unionTally: tally, subjects }: BoardEvent) =>
  tally && seesFigures(subjects.viewer) ? { key: unionId, tally: unionTally(tally) } : null

builder.objectFields('BoardEvent', (t) => ({
  campaign: t.field({
    type: CampaignTally,
    nullable: true,
    description:
      'The figures of the campaign right after the event; null in a history, and for agencies, enterprises and tokens without the scope BOARD. 事件刚发生后的行动统计;在经过(history)中为空,部门、企业与无 BOARD 范围的令牌也为空。',
    resolve: figures,
  }),
  resumption: t.field({
    type: ResumptionTally,
    nullable: true,
    description:
      'How many enterprises there were in each state of resumption right after the event; null in a history, and for agencies, enterprises and tokens without the scope BOARD. 事件刚发生后各复工状态的企业数;在经过(history)中为空,部门、企业与无 BOARD 范围的令牌也为空。',
    resolve: figures,
  }),
  supplies: t.field({
    type: [SupplyTally],
    ...most(1),
    description:
      'The quantities of the item that the event changed, right after it; empty for all other events, in a history, and for agencies, enterprises and tokens without the scope BOARD. 事件所变动的物资在事件后的数量;其他事件与经过(history)中为空,部门、企业与无 BOARD 范围的令牌也为空。',
    resolve: (event) => {
      const code = factsOf(supplyEvents, event)?.item
      const shown = code ? figures(event) : null
      return shown && code ? suppliesOf(shown.key, shown.tally, [code]) : []
    },
  }),
  squad: t.field({
    type: SquadTally,
    nullable: true,
    description:
      'Where the squad of the event was right after it; null for events without a squad, and for agencies, enterprises and tokens without the scope BOARD. 事件刚发生后小分队的现状;与小分队无关的事件为空,部门、企业与无 BOARD 范围的令牌也为空。',
    resolve: (event) => {
      if (!event.squadId || !event.squadTally || !seesFigures(event.subjects.viewer)) return null
      return { key: event.squadId, squadId: event.squadId, tally: squadTally(event.squadTally) }
    },
  }),
  cells: t.field({
    type: [BoardCell],
    ...most(2),
    description:
      'The places of the campaign’s list that the event may have changed, as they stand now; empty for those who may not read the board. 事件可能变动的名单位置的现状;无权看看板者为空。',
    resolve: async (event) => {
      if (!watchesBoard(event.subjects.viewer)) return []
      const cells = await event.subjects.once('cells', () => cellsOf(event.subjects.events))
      const position = factsOf(campaignEvents, event)?.position
      return cells.filter((cell) => cell.enterpriseId === event.enterpriseId || cell.position === position)
    },
  }),
}))

/**
 * The places of the campaign's list that the events of a batch may have changed, with their enterprises, in one query.
 */
function cellsOf(events: readonly LoneEvent[]): Promise<Cell[]> {
  const enterprises = events.flatMap((event) => event.enterpriseId ?? [])
  const positions = events.flatMap((event) => factsOf(campaignEvents, event)?.position ?? [])
  return db.campaignEnterprise.findMany({
    where: {
      campaign: { state: 'ACTIVE', unionId: events[0]!.unionId },
      OR: [{ enterpriseId: { in: enterprises } }, { position: { in: positions } }],
    },
    include: { enterprise: true },
  })
}
