import { Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { builder } from '#server/platform/builder.ts'
import { invalid, notFound } from '#server/platform/errors.ts'
import { paragraph } from '#server/platform/text.ts'
import { afterOpening, changeIssue } from './change.ts'
import { issueEvents } from './events.ts'
import { checkOpen, enterpriseOfIssue, issueLoad, issueOver, readIssue } from './load.ts'
import { endParts } from './parts.ts'
import { issuePayload } from './payload.ts'
import { activeParts, statusOf } from './standing.ts'

const MergeIssueInput = builder.inputType('MergeIssueInput', {
  description: 'Which issue is the double of which other one. 哪个问题与哪个问题重复。',
  fields: (t) => ({
    ...changeFields(t),
    issueId: t.id({ description: 'The global id of the double. 重复的问题的编号。' }),
    intoId: t.id({
      description:
        'The global id of the issue with which it is handled, of the same enterprise. 并入的问题的编号,属同一企业。',
    }),
    reason: t.string({
      required: false,
      validate: paragraph(0, 500),
      description: 'Why it is the same, up to 500 characters. 并案说明,至多 500 字。',
    }),
  }),
})

/** An issue is the double of another one of the same enterprise: it is handled with that one and counted no more. */
export const mergeIssue = deed('mergeIssue', {
  does: {
    en: 'Merges an issue into another one of the same enterprise, whose double it is: it is handled with that one and not counted any more, and its measures are for that one as well. reopenIssue takes the issues apart again.',
    zh: '把重复的问题并入同一企业的另一问题,一并办理,不再计数,其措施也算作另一问题的措施;可用 reopenIssue 分开。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such issue, or they are of two enterprises', zh: '找不到问题,或不属同一企业' },
    CONFLICT: {
      en: 'the double is over already, or the other one is voided or merged itself',
      zh: '重复的问题已了结,或另一问题已作废或已并案',
    },
    INVALID: {
      en: 'both are the same issue, or happenedAt lies before the issue was opened',
      zh: '两者是同一个问题,或时间早于提出时间',
    },
  },
  input: MergeIssueInput,
  roles: ['COMMAND'],
  ids: { issueId: 'Issue', intoId: 'Issue' },
  payload: issuePayload,
  load(actor, { issueId, intoId }) {
    const { lock, read } = issueLoad(actor, issueId)
    return { lock: [...lock, enterpriseOfIssue(intoId)], read: { ...read, into: readIssue(actor, intoId, 'intoId') } }
  },
  decide(state, { intoId, reason }, { at: reported, actor }) {
    const at = afterOpening(state.issue, reported)
    const { issue, parts, into } = state
    if (intoId === issue.id) throw sameIssue()
    if (into.enterpriseId !== issue.enterpriseId) throw notFound('intoId')
    checkOpen(issue)
    if (statusOf(into) === 'VOIDED') throw issueOver(into)
    return changeIssue(state, {
      actor,
      at,
      writes: [...endParts(activeParts(parts), at), carryMeasures(issue.id, intoId)],
      set: { state: 'MERGED', mergedIntoId: intoId, reviewOn: null },
      words: reason ? { kind: 'MERGING', text: reason, isInternal: true } : null,
      event: (standing, additions) => issueEvents.merged(issue, { ...standing, intoId }, additions),
    })
  },
})

/** The measures for the double are for the other issue as well. */
const carryMeasures = (from: string, into: string): Prisma.Sql => Prisma.sql`
  INSERT INTO "MeasureIssue" ("measureId", "issueId")
  SELECT "measureId", ${into}::uuid FROM "MeasureIssue" WHERE "issueId" = ${from}::uuid ON CONFLICT DO NOTHING`

const sameIssue = () => invalid('intoId', { zh: '不能并入自己。', en: 'An issue is not merged into itself.' })
