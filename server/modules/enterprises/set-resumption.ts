import { z } from 'zod'
import { changeFields, deed } from '#server/log/deed.ts'
import { roots } from '#server/log/load.ts'
import { insertAll, updateAll } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { isoDate, localDate, now } from '#server/platform/clock.ts'
import { type Actor, forbidden, signedIn } from '#server/platform/context.ts'
import { conflict, invalid, notFound } from '#server/platform/errors.ts'
import { globalId, newId } from '#server/platform/ids.ts'
import { most } from '#server/platform/most.ts'
import { paragraph } from '#server/platform/text.ts'
import { db } from '#server/postgres/db.ts'
import { visibleEnterprises } from './access.ts'
import { ResumptionEnum, ResumptionSourceEnum } from './enums.ts'
import { enterpriseEvents } from './events.ts'
import { type EnterpriseState, notVisited, readEnterprises, readVisited } from './load.ts'
import { earlierFault, standingDelta, standingOf, statesBetween } from './resumption.ts'

const EarlierStepInput = builder.inputType('EarlierStepInput', {
  description: 'A step between the two states whose date was learnt only now. 补记的中间步骤。',
  fields: (t) => ({
    state: t.field({ type: ResumptionEnum, description: 'The state that was reached. 达到的状态。' }),
    on: t.field({ type: 'Date', description: 'The day on which it was reached. 达到的日期。' }),
  }),
})

/** How many enterprises one change is about at most. */
const mostEnterprises = 500

const SetResumptionInput = builder.inputType('SetResumptionInput', {
  description: 'How far one or more enterprises have resumed work. 一家或多家企业的复工状态。',
  fields: (t) => ({
    ...changeFields(t),
    enterpriseIds: t.idList({
      validate: z.array(z.any()).min(1).max(mostEnterprises),
      description: 'The global ids of the enterprises, 1 to 500. 企业的编号,1 至 500 家。',
    }),
    to: t.field({ type: ResumptionEnum, description: 'The state in which they are now. 现在的状态。' }),
    on: t.field({
      type: 'Date',
      description: 'Since which day they are in it; not in the future. 自哪天起,不能在将来。',
    }),
    basis: t.string({
      validate: paragraph(1, 500),
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

/**
 * Sets how far enterprises have resumed; one event for each. A step may be left out. An enterprise may file for itself, and a
 * squad says what it saw at the door.
 */
export const setResumption = deed('setResumption', {
  does: {
    en: 'Sets how far enterprises have resumed work: all of them, or none where one cannot go there.',
    zh: '登记企业的复工状态:全部成功,或全部不变。',
  },
  errors: {
    NOT_FOUND: { en: 'you see not all of the enterprises', zh: '有企业找不到' },
    FORBIDDEN: {
      en: 'an enterprise sets another state than FILED',
      zh: '企业自己只能登记「已备案」',
    },
    CONFLICT: {
      en: 'one of them is retired, or cannot go to this state from where it is, or the squad has not come to its door',
      zh: '有企业已停用,或不能从现在的状态变更过去,或小分队没有到访过',
    },
    INVALID: {
      en: 'an enterprise is named twice, a squad names another source than VISIT, the day lies in the future, or an earlier step does not lie between the two states or is out of order',
      zh: '同一家企业出现两次、小分队的途径不是「走访」、日期在将来,或所填步骤不在两个状态之间、先后不对',
    },
  },
  input: SetResumptionInput,
  roles: ['COMMAND', 'SQUAD', 'ENTERPRISE'],
  ids: { enterpriseIds: 'Enterprise' },
  payload: (t) => ({
    enterprises: t.prismaField({
      type: ['Enterprise'],
      ...most(mostEnterprises),
      description: 'The enterprises as they stand after the change. 操作后的企业。',
      resolve: (query, { input }, _, context) =>
        db.enterprise.findMany({
          ...query,
          where: { AND: [{ id: { in: input.enterpriseIds } }, visibleEnterprises(signedIn(context))] },
          orderBy: { id: 'asc' },
        }),
    }),
  }),
  load: (actor, { enterpriseIds }) => ({
    lock: [roots('Enterprise', enterpriseIds)],
    read: { enterprises: readEnterprises(actor, enterpriseIds), visited: readVisited(actor, enterpriseIds) },
  }),
  decide({ enterprises, visited }, input, { at, actor }) {
    const { enterpriseIds, to, on } = input
    if (actor.role === 'ENTERPRISE' && to !== 'FILED') throw forbidden()
    checkAll(enterpriseIds, enterprises)
    if (actor.role === 'SQUAD') checkDoor(input, enterprises, visited ?? [])
    for (const enterprise of enterprises) checkChange(input, enterprise)
    const changes = enterprises.flatMap((enterprise) => changesOf(enterprise, input, at, actor))
    return {
      subjectId: enterprises[0]!.id,
      writes: [
        updateAll('Enterprise', enterpriseIds, { resumption: to, resumptionOn: on, updatedAt: now() }),
        ...insertAll('ResumptionChange', changes),
      ],
      events: enterprises.map((enterprise) =>
        enterpriseEvents.resumptionSet(
          enterprise,
          { from: enterprise.resumption, to, on },
          { union: standingDelta(standingOf(enterprise), { to, on }) },
        ),
      ),
    }
  },
})

/** INVALID: an enterprise is named twice. NOT_FOUND: the actor may not see one of them, or there is none. */
function checkAll(ids: readonly string[], enterprises: readonly EnterpriseState[]): void {
  if (new Set(ids).size < ids.length) {
    throw invalid('enterpriseIds', { zh: '同一家企业出现了两次。', en: 'An enterprise is named twice.' })
  }
  if (enterprises.length < ids.length) throw notFound('enterpriseIds')
}

/** What a squad says is what it saw. INVALID: it names another source. CONFLICT: it has not come to the door of one of them. */
function checkDoor(
  { source }: SetResumption,
  enterprises: readonly EnterpriseState[],
  visited: readonly string[],
): void {
  if (source !== 'VISIT') {
    throw invalid('source', { zh: '小分队登记的途径是「走访」。', en: 'A squad names its visit as the source.' })
  }
  const other = enterprises.find(({ id }) => !visited.includes(id))
  if (other) throw notVisited(other)
}

/** INVALID: the day lies in the future, or the earlier steps are out of order. CONFLICT: there is no way to the state. */
function checkChange({ to, on, earlier }: SetResumption, enterprise: EnterpriseState): void {
  if (on > localDate(now())) {
    throw invalid('on', { zh: '日期不能在将来。', en: 'The day may not lie in the future.' })
  }
  const { resumption, resumptionOn } = enterprise
  const between = statesBetween(resumption, to)
  if (!between) throw cannotGo(enterprise)
  if (earlierFault(between, earlier ?? [], resumptionOn && isoDate(resumptionOn), on)) {
    throw invalid('earlier', {
      zh: '日期先后不对,或所填步骤不在其间。',
      en: 'The dates are out of order, or a step does not lie in between.',
    })
  }
}

/** The rows of an enterprise's history: the earlier steps and the change itself, each from the state before it. */
function changesOf(
  enterprise: EnterpriseState,
  { to, on, earlier, basis, source }: SetResumption,
  at: Date,
  actor: Actor,
) {
  const steps = [...(earlier ?? []), { state: to, on }]
  return steps.map((step, i) => ({
    id: newId(),
    enterpriseId: enterprise.id,
    from: steps[i - 1]?.state ?? enterprise.resumption,
    to: step.state,
    on: step.on,
    basis,
    source,
    actorId: actor.accountId,
    at,
    recordedAt: now(),
  }))
}

/** CONFLICT: the enterprise cannot go to this state from where it is. */
const cannotGo = ({ id, name }: EnterpriseState) =>
  conflict(
    { zh: `「${name}」现在的复工状态不能这样变更。`, en: `${name} cannot go there from where it stands.` },
    globalId('Enterprise', id),
  )
