import { z } from 'zod'
import type { Enterprise } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { plus, type TallyDelta } from '#server/log/tallies.ts'
import { builder } from '#server/platform/builder.ts'
import { dateOf, isoDate, localDate, now } from '#server/platform/clock.ts'
import { type Actor, forbidden, signedIn } from '#server/platform/context.ts'
import { conflict, invalid, notFound } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { db, type Tx } from '#server/postgres/db.ts'
import { visibleEnterprises } from './access.ts'
import { ResumptionEnum, ResumptionSourceEnum } from './enums.ts'
import { enterpriseEvents } from './events.ts'
import { earlierFault, statesBetween } from './resumption.ts'

const EarlierStepInput = builder.inputType('EarlierStepInput', {
  description: 'A step between the two states whose date was learnt only now. 补记的中间步骤。',
  fields: (t) => ({
    state: t.field({ type: ResumptionEnum, description: 'The state that was reached. 达到的状态。' }),
    on: t.field({ type: 'Date', description: 'The day on which it was reached. 达到的日期。' }),
  }),
})

const SetResumptionInput = builder.inputType('SetResumptionInput', {
  description: 'How far one or more enterprises have resumed work. 一家或多家企业的复工状态。',
  fields: (t) => ({
    ...changeFields(t),
    enterpriseIds: t.idList({
      validate: z.array(z.any()).min(1).max(500),
      description: 'The global ids of the enterprises, 1 to 500. 企业的编号,1 至 500 家。',
    }),
    to: t.field({ type: ResumptionEnum, description: 'The state in which they are now. 现在的状态。' }),
    on: t.field({
      type: 'Date',
      description: 'Since which day they are in it; not in the future. 自哪天起,不能在将来。',
    }),
    basis: t.string({
      validate: z.string().trim().min(1).max(500),
      description: 'The document or statement on which it rests, 1 to 500 characters. 依据,1 至 500 字。',
    }),
    source: t.field({ type: ResumptionSourceEnum, description: 'How the union learnt of it. 得知的途径。' }),
    earlier: t.field({
      type: [EarlierStepInput],
      required: false,
      validate: z.array(z.any()).max(3),
      description:
        'The steps in between that were not recorded, in their order, at most 3. 未曾登记的中间步骤,按顺序,至多 3 个。',
    }),
  }),
})

type SetResumption = typeof SetResumptionInput.$inferInput

/** Sets how far enterprises have resumed; one event for each. A step may be left out. An enterprise may file for itself. */
export const setResumption = deed('setResumption', {
  does: {
    en: 'Sets how far enterprises have resumed work: all of them, or none where one cannot go there.',
    zh: '登记企业的复工状态:全部成功,或全部不变。',
  },
  errors: {
    NOT_FOUND: { en: 'you see not all of the enterprises', zh: '有企业找不到' },
    FORBIDDEN: { en: 'an enterprise sets another state than FILED', zh: '企业自己只能登记「已备案」' },
    CONFLICT: { en: 'one of them cannot go to this state from where it is', zh: '有企业不能从现在的状态变更过去' },
    INVALID: {
      en: 'an enterprise is named twice, the day lies in the future, or an earlier step does not lie between the two states or is out of order',
      zh: '同一家企业出现两次、日期在将来,或所填步骤不在两个状态之间、先后不对',
    },
  },
  input: SetResumptionInput,
  roles: ['COMMAND', 'ENTERPRISE'],
  ids: { enterpriseIds: 'Enterprise' },
  payload: (t) => ({
    enterprises: t.prismaField({
      type: ['Enterprise'],
      description: 'The enterprises as they stand after the change. 操作后的企业。',
      resolve: (query, { input }, _, context) =>
        db.enterprise.findMany({
          ...query,
          where: { AND: [{ id: { in: input.enterpriseIds } }, visibleEnterprises(signedIn(context))] },
          orderBy: { id: 'asc' },
        }),
    }),
  }),
  async work(tx, { actor, input, at }) {
    if (actor.role === 'ENTERPRISE' && input.to !== 'FILED') throw forbidden()
    const rows = await loadAll(tx, actor, input.enterpriseIds)
    for (const row of rows) check(input, row)
    await change(tx, input, rows)
    await tx.resumptionChange.createMany({ data: rows.flatMap((row) => history(actor, at, input, row)) })
    const { to, on } = input
    return {
      subjectId: rows[0]!.id,
      unionId: rows[0]!.unionId,
      events: rows.map((row) =>
        enterpriseEvents.resumptionSet(row, { from: row.resumption, to, on }, { union: resumptionDelta(row, input) }),
      ),
    }
  },
})

/** The change of the union's tally: an enterprise counts in one state, and if it has resumed also on the day it did. */
const resumptionDelta = (row: Enterprise, { to, on }: SetResumption): TallyDelta =>
  plus(stateDelta(row.resumption, row.resumptionOn && isoDate(row.resumptionOn), -1), stateDelta(to, on, 1))

const stateDelta = (state: SetResumption['to'], on: string | null, by: number): TallyDelta => ({
  resumption: { [state]: by },
  ...(state === 'RESUMED' && on && { days: { [on]: { resumed: by } } }),
})

/**
 * Locks and loads the enterprises, in the order of the input. INVALID: one is named twice. NOT_FOUND: the actor may not
 * see one of them, or there is none.
 */
async function loadAll(tx: Tx, actor: Actor, ids: string[]): Promise<Enterprise[]> {
  if (new Set(ids).size < ids.length) {
    throw invalid('enterpriseIds', { zh: '同一家企业出现了两次。', en: 'An enterprise is named twice.' })
  }
  // Locked in the order of their ids, so that two batches cannot wait for each other.
  await tx.$queryRaw`SELECT 1 FROM "Enterprise" WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE`
  const rows = await tx.enterprise.findMany({ where: { AND: [{ id: { in: ids } }, visibleEnterprises(actor)] } })
  if (rows.length < ids.length) throw notFound('enterpriseIds')
  return ids.map((id) => rows.find((row) => row.id === id)!)
}

/** INVALID: the day lies in the future, or the earlier steps are out of order. CONFLICT: there is no way to the state. */
function check({ to, on, earlier }: SetResumption, row: Enterprise): void {
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

/** Changes the rows, with one statement for all that come from the same state. CONFLICT: one has just been changed. */
async function change(tx: Tx, { to, on }: SetResumption, rows: readonly Enterprise[]): Promise<void> {
  for (const from of new Set(rows.map(({ resumption }) => resumption))) {
    const group = rows.filter(({ resumption }) => resumption === from)
    const { count } = await tx.enterprise.updateMany({
      where: { id: { in: group.map(({ id }) => id) }, resumption: from },
      data: { resumption: to, resumptionOn: dateOf(on), updatedAt: now() },
    })
    if (count < group.length) throw cannotGo(group[0]!)
  }
}

/** The rows of the history: the earlier steps and the change itself, each from the state before it. */
function history(actor: Actor, at: Date, input: SetResumption, row: Enterprise) {
  let from = row.resumption
  return [...(input.earlier ?? []), { state: input.to, on: input.on }].map(({ state, on }) => {
    const step = {
      enterpriseId: row.id,
      from,
      to: state,
      on: dateOf(on),
      basis: input.basis,
      source: input.source,
      actorId: actor.accountId,
      at,
    }
    from = state
    return step
  })
}

/** CONFLICT: the enterprise cannot go to this state from where it is. */
const cannotGo = ({ id, name }: Enterprise) =>
  conflict(
    { zh: `「${name}」现在的复工状态不能这样变更。`, en: `${name} cannot go there from where it stands.` },
    globalId('Enterprise', id),
  )
