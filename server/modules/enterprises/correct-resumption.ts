import type { ResumptionChange } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { insert, update } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { isoDate, localDate, now } from '#server/platform/clock.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import { globalId, newId } from '#server/platform/ids.ts'
import { line, paragraph } from '#server/platform/text.ts'
import { ResumptionEnum, ResumptionSourceEnum } from './enums.ts'
import { enterpriseEvents } from './events.ts'
import { changeLoad } from './load.ts'
import { enterprisePayload } from './payload.ts'
import { setEnterprise } from './progress.ts'
import { brokenAt, standingDelta, standingOf } from './resumption.ts'

const RightResumptionInput = builder.inputType('RightResumptionInput', {
  description: 'What a change of resumption should have said. 复工变更本应登记的内容。',
  fields: (t) => ({
    to: t.field({ type: ResumptionEnum, description: 'The state that was reached. 达到的状态。' }),
    on: t.field({ type: 'Date', description: 'The day on which it was reached; not in the future. 日期,不能在将来。' }),
    basis: t.string({
      validate: paragraph(1, 500),
      description: 'The document or statement on which it rests, 1 to 500 characters. 依据,1 至 500 字。',
    }),
    source: t.field({ type: ResumptionSourceEnum, description: 'How the union learnt of it. 得知的途径。' }),
  }),
})

const CorrectResumptionInput = builder.inputType('CorrectResumptionInput', {
  description: 'Which change of resumption is wrong, why, and what is right. 更正哪次复工变更、原因与正确内容。',
  fields: (t) => ({
    ...changeFields(t),
    changeId: t.id({ description: 'The global id of the change. 复工变更的编号。' }),
    reason: t.string({
      validate: line(1, 200),
      description: 'Why it is corrected, in 1 to 200 characters. 更正的原因,1 至 200 字。',
    }),
    right: t.field({
      type: RightResumptionInput,
      required: false,
      description: 'What is right; left out where it never happened. 正确的内容;从未发生则不填。',
    }),
  }),
})

/** How often one change can be corrected: its corrections are read as a whole. */
export const mostCorrections = 20

/** A wrong change of resumption is put right, or marked as one that never happened. What it said before is kept. */
export const correctResumption = deed('correctResumption', {
  does: {
    en: 'Corrects a wrong change of resumption, or marks it as one that never happened. The state of the enterprise, the figures and the trend follow; what it said before is kept.',
    zh: '更正记错的复工变更,或注明从未发生;企业状态、数字与走势随之更正,原来的内容保留。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such change', zh: '找不到这次变更' },
    CONFLICT: {
      en: 'the enterprise is retired, it is marked as one that never happened already, a later change cannot follow what is right, or it was corrected twenty times',
      zh: '企业已停用,已注明从未发生,之后的变更与更正后的内容接不上,或已更正二十次',
    },
    INVALID: {
      en: 'the day lies in the future, nothing is different, or the state cannot follow the change before it',
      zh: '日期在将来、内容没有不同,或与之前的变更接不上',
    },
  },
  input: CorrectResumptionInput,
  roles: ['COMMAND'],
  ids: { changeId: 'ResumptionChange' },
  payload: enterprisePayload,
  load: (actor, { changeId }) => changeLoad(actor, changeId),
  decide({ enterprise, changes, corrections }, { changeId, reason, right }, { at, actor }) {
    const wrong = changes.find(({ id }) => id === changeId)!
    if (!right && wrong.neverHappened) throw neverHappenedAlready(enterprise.id)
    if (corrections >= mostCorrections) throw correctedTooOften(enterprise.id)
    if (right) checkRight(right, wrong)
    const after = changes.flatMap((change) => {
      if (change.id === changeId) return right ? [{ ...change, ...right, isRight: true }] : []
      return change.neverHappened ? [] : [{ ...change, on: isoDate(change.on), isRight: false }]
    })
    const start = changes[0]!.from
    const broken = brokenAt(start, after)
    if (broken?.isRight) throw cannotFollow()
    if (broken) throw restsOnIt(enterprise.id)
    const before = standingOf(enterprise)
    const { to, on } = after.at(-1) ?? { to: start, on: null }
    return {
      subjectId: enterprise.id,
      writes: [
        insert('ResumptionCorrection', {
          id: newId(),
          unionId: enterprise.unionId,
          changeId,
          at: now(),
          actorId: actor.accountId,
          reason,
          to: wrong.to,
          on: wrong.on,
          basis: wrong.basis,
          source: wrong.source,
          neverHappened: wrong.neverHappened,
        }),
        // each change says from which state it went on, which another one has become
        ...after.flatMap((change, place) => {
          const from = after[place - 1]?.to ?? start
          if (change.isRight) return [update('ResumptionChange', changeId, { ...right, from, neverHappened: false })]
          return change.from === from ? [] : [update('ResumptionChange', change.id, { from })]
        }),
        ...(right ? [] : [update('ResumptionChange', changeId, { neverHappened: true })]),
        setEnterprise(enterprise.id, { resumption: to, resumptionOn: on }),
      ],
      events: [
        enterpriseEvents.resumptionCorrected(
          enterprise,
          { from: before.to, to, on },
          { happenedAt: at, union: standingDelta(before, { to, on }) },
        ),
      ],
    }
  },
})

type Right = typeof RightResumptionInput.$inferInput

/** INVALID: the day lies in the future, or nothing is different from what the change says. */
function checkRight({ to, on, basis, source }: Right, wrong: ResumptionChange): void {
  if (on > localDate(now())) {
    throw invalid('right.on', { zh: '日期不能在将来。', en: 'The day may not lie in the future.' })
  }
  const isSame = to === wrong.to && on === isoDate(wrong.on) && basis === wrong.basis && source === wrong.source
  if (isSame && !wrong.neverHappened) {
    throw invalid('right', { zh: '内容没有不同。', en: 'Nothing is different from what was recorded.' })
  }
}

/** INVALID: what is said to be right cannot come after the change before it. */
const cannotFollow = () =>
  invalid('right', {
    zh: '更正后的状态或日期与之前的变更接不上。',
    en: 'This state or day cannot come after the change before it.',
  })

const restsOnIt = (enterpriseId: string) =>
  conflict(
    {
      zh: '之后的变更与更正后的内容接不上,请先更正之后的那一次。',
      en: 'A later change cannot follow what is right: correct that one first.',
    },
    globalId('Enterprise', enterpriseId),
  )

const neverHappenedAlready = (enterpriseId: string) =>
  conflict(
    { zh: '这次变更已注明从未发生。', en: 'It is marked as a change that never happened already.' },
    globalId('Enterprise', enterpriseId),
  )

const correctedTooOften = (enterpriseId: string) =>
  conflict(
    { zh: `同一次变更至多更正 ${mostCorrections} 次。`, en: `A change is corrected at most ${mostCorrections} times.` },
    globalId('Enterprise', enterpriseId),
  )
