import type { Enterprise } from '#codegen/prisma/client.ts'
import type { IssueSource, Resumption } from '#codegen/prisma/enums.ts'
import { plus, type TallyDelta } from '#server/log/tallies.ts'
import { type Change, type Receipt, write } from '#server/log/write.ts'
import { dateOf, isoDate, localDate, now } from '#server/platform/clock.ts'
import { type Actor, allow, forbidden } from '#server/platform/context.ts'
import { conflict, invalid, notFound } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import type { Tx } from '#server/postgres/db.ts'
import { visibleEnterprises } from './access.ts'
import { enterpriseEvents } from './events.ts'
import { type EarlierStep, earlierFault, statesBetween } from './resumption.ts'

/** One enterprise's change of resumption. `earlier` names the dates of steps in between that were not recorded. */
export type ResumptionEntry = {
  enterpriseId: string
  to: Resumption
  on: string
  basis: string
  source: IssueSource
  earlier?: EarlierStep[] | null
}

/** Up to 500 enterprises at once; one event for each. */
export type SetResumption = Change & { entries: ResumptionEntry[] }

/**
 * Sets how far enterprises have resumed. A step may be left out, on the basis that is given. CONFLICT where one of
 * them cannot go there from where it stands; then none has changed. An enterprise may file for itself.
 */
export const setResumption = (actor: Actor, input: SetResumption): Promise<Receipt> =>
  write(actor, 'setResumption', input, async (tx, at) => {
    allow(actor, 'COMMAND', 'ENTERPRISE')
    if (actor.role === 'ENTERPRISE' && input.entries.some(({ to }) => to !== 'FILED')) throw forbidden()
    const rows = await loadAll(tx, actor, input.entries)
    const moves = input.entries.map((entry) => ({ entry, row: rows.get(entry.enterpriseId)! }))
    for (const { entry, row } of moves) check(entry, row)
    await change(tx, moves)
    await tx.resumptionChange.createMany({ data: moves.flatMap((move) => steps(actor, at, move)) })
    const [first] = moves
    return {
      subjectId: first!.row.id,
      unionId: first!.row.unionId,
      events: moves.map(({ entry, row }) =>
        enterpriseEvents.resumptionSet(
          row,
          { from: row.resumption, to: entry.to, on: entry.on },
          { union: moved(row, entry) },
        ),
      ),
    }
  })

type Move = { entry: ResumptionEntry; row: Enterprise }

/** Every enterprise is in exactly one state; those resumed are counted by their day as well. */
const moved = (row: Enterprise, { to, on }: ResumptionEntry): TallyDelta =>
  plus(counted(row.resumption, row.resumptionOn && isoDate(row.resumptionOn), -1), counted(to, on, 1))

const counted = (state: Resumption, on: string | null, by: number): TallyDelta => ({
  resumption: { [state]: by },
  ...(state === 'RESUMED' && on && { days: { [on]: { resumed: by } } }),
})

/** Locks the enterprises in the order of their ids, so that two batches cannot wait for each other. */
async function loadAll(tx: Tx, actor: Actor, entries: ResumptionEntry[]): Promise<Map<string, Enterprise>> {
  const ids = entries.map(({ enterpriseId }) => enterpriseId)
  if (new Set(ids).size < ids.length) {
    throw invalid('enterpriseIds', { zh: '同一家企业出现了两次。', en: 'An enterprise is named twice.' })
  }
  await tx.$queryRaw`SELECT 1 FROM "Enterprise" WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE`
  const rows = await tx.enterprise.findMany({ where: { AND: [{ id: { in: ids } }, visibleEnterprises(actor)] } })
  if (rows.length < ids.length) throw notFound('enterpriseIds')
  return new Map(rows.map((row) => [row.id, row]))
}

function check({ to, on, earlier }: ResumptionEntry, row: Enterprise): void {
  if (on > localDate(now())) {
    throw invalid('on', { zh: '日期不能在将来。', en: 'The day may not lie in the future.' })
  }
  const between = statesBetween(row.resumption, to)
  if (!between) throw cannotGo(row)
  if (earlierFault(between, earlier ?? [], row.resumptionOn && isoDate(row.resumptionOn), on)) {
    throw invalid('earlier', {
      zh: '日期先后不对,或所填步骤不在其间。',
      en: 'The dates are out of order, or a step does not lie in between.',
    })
  }
}

/** One statement for all that come from one state and go to one state on one day. */
async function change(tx: Tx, moves: Move[]): Promise<void> {
  const groups = new Map<string, Move[]>()
  for (const move of moves) {
    const key = `${move.row.resumption} ${move.entry.to} ${move.entry.on}`
    groups.set(key, [...(groups.get(key) ?? []), move])
  }
  for (const group of groups.values()) {
    const { entry, row } = group[0]!
    const { count } = await tx.enterprise.updateMany({
      where: { id: { in: group.map((move) => move.row.id) }, resumption: row.resumption },
      data: { resumption: entry.to, resumptionOn: dateOf(entry.on), updatedAt: now() },
    })
    if (count < group.length) throw cannotGo(row)
  }
}

/** The rows of the history: the earlier steps and the change itself, each from the one before it. */
function steps(actor: Actor, at: Date, { entry, row }: Move) {
  let from = row.resumption
  return [...(entry.earlier ?? []), { state: entry.to, on: entry.on }].map(({ state, on }) => {
    const step = {
      enterpriseId: row.id,
      from,
      to: state,
      on: dateOf(on),
      basis: entry.basis,
      source: entry.source,
      actorId: actor.accountId,
      at,
    }
    from = state
    return step
  })
}

const cannotGo = ({ id, name }: Enterprise) =>
  conflict(
    { zh: `「${name}」现在的复工状态不能这样变更。`, en: `${name} cannot go there from where it stands.` },
    globalId('Enterprise', id),
  )
