import { z } from 'zod'
import { Prisma, type ResumptionPaper } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { many, root, sharedRoot, value } from '#server/log/load.ts'
import { builder } from '#server/platform/builder.ts'
import { isoDate, localDate, now } from '#server/platform/clock.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import { globalId, newId } from '#server/platform/ids.ts'
import { ResumptionPaperKindEnum } from './enums.ts'
import { enterpriseEvents } from './events.ts'
import { notVisited, readEnterprise, readVisited } from './load.ts'
import { enterprisePayload } from './payload.ts'

const ResumptionPaperInput = builder.inputType('ResumptionPaperInput', {
  description: 'One paper of a resumption. 一份复工材料。',
  fields: (t) => ({
    kind: t.field({ type: ResumptionPaperKindEnum, description: 'Which paper it is. 哪一份材料。' }),
    on: t.field({
      type: 'Date',
      required: false,
      description:
        'The day on which it was handed in, not in the future; left out where it was not. 交来的日期,不能在将来;没有交来则不填。',
    }),
  }),
})

const RecordPapersInput = builder.inputType('RecordPapersInput', {
  description: 'Which papers of its resumption an enterprise has handed in. 企业交来的复工材料。',
  fields: (t) => ({
    ...changeFields(t),
    enterpriseId: t.id({ description: 'The global id of the enterprise. 企业的编号。' }),
    papers: t.field({
      type: [ResumptionPaperInput],
      validate: z.array(z.any()).min(1).max(20),
      description:
        'The papers of which something is recorded, each once; the others stay as they are. 要登记的各份材料,每份一次;其余不变。',
    }),
  }),
})

/**
 * Records which papers of its resumption an enterprise has handed in, and when; without a day a paper is not there. The event
 * keeps what was recorded before.
 */
export const recordPapers = deed('recordPapers', {
  does: {
    en: 'Records which papers of its resumption an enterprise has handed in, and on which day.',
    zh: '登记企业交来的复工材料及日期。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such enterprise', zh: '找不到企业' },
    CONFLICT: {
      en: 'the enterprise is retired, the union asks for no papers, or the squad has not come to the door',
      zh: '企业已停用,本工会不要求复工材料,或小分队没有到访过',
    },
    INVALID: { en: 'a paper stands twice, or a day lies in the future', zh: '同一份材料出现两次,或日期在将来' },
  },
  input: RecordPapersInput,
  roles: ['COMMAND', 'SQUAD'],
  ids: { enterpriseId: 'Enterprise' },
  payload: enterprisePayload,
  load: (actor, { enterpriseId }) => ({
    lock: [sharedRoot('TradeUnion', actor.unionId), root('Enterprise', enterpriseId)],
    read: {
      enterprise: readEnterprise(actor, enterpriseId),
      visited: readVisited(actor, [enterpriseId]),
      recorded: many<Pick<ResumptionPaper, 'kind' | 'on'>>(
        Prisma.sql`SELECT kind, "on" FROM "ResumptionPaper" WHERE "enterpriseId" = ${enterpriseId}::uuid`,
      ),
      isAsked: value<boolean>(
        Prisma.sql`SELECT "asksPapers" AS value FROM "TradeUnion" WHERE id = ${actor.unionId}::uuid`,
      ),
    },
  }),
  decide({ enterprise, visited, recorded, isAsked }, { papers }, { at, actor }) {
    if (visited && visited.length === 0) throw notVisited(enterprise)
    if (!isAsked) throw noPapersAsked(enterprise.id)
    if (new Set(papers.map(({ kind }) => kind)).size < papers.length) {
      throw invalid('papers', { zh: '同一份材料出现了两次。', en: 'A paper stands twice.' })
    }
    papers.forEach(({ on }, i) => {
      if (on && on > localDate(now())) {
        throw invalid(`papers.${i}.on`, { zh: '日期不能在将来。', en: 'The day may not lie in the future.' })
      }
    })
    const changes = papers
      .map(({ kind, on }) => ({ kind, from: dayOf(recorded, kind), to: on ?? null }))
      .filter(({ from, to }) => from !== to)
    if (changes.length === 0) return { subjectId: enterprise.id, writes: [], events: [] }
    const rows = changes.flatMap(({ kind, to: on }) =>
      on ? [{ id: newId(), enterpriseId: enterprise.id, kind, on, actorId: actor.accountId, at }] : [],
    )
    const gone = changes.flatMap(({ kind, to }) => (to ? [] : [kind]))
    return {
      subjectId: enterprise.id,
      writes: [
        Prisma.sql`
          DELETE FROM "ResumptionPaper"
          WHERE "enterpriseId" = ${enterprise.id}::uuid AND kind::text = ANY(${gone}::text[])`,
        Prisma.sql`
          INSERT INTO "ResumptionPaper" (id, "enterpriseId", kind, "on", "actorId", at)
          SELECT id, "enterpriseId", kind, "on", "actorId", at
          FROM jsonb_populate_recordset(NULL::"ResumptionPaper", ${JSON.stringify(rows)}::jsonb)
          ON CONFLICT ("enterpriseId", kind) DO UPDATE
          SET "on" = excluded."on", "actorId" = excluded."actorId", at = excluded.at`,
      ],
      events: [enterpriseEvents.papersRecorded(enterprise, { papers: changes })],
    }
  },
})

/** The day on which a paper was handed in, as it is recorded; null where it is not there. */
function dayOf(
  recorded: readonly Pick<ResumptionPaper, 'kind' | 'on'>[],
  kind: ResumptionPaper['kind'],
): string | null {
  const paper = recorded.find((each) => each.kind === kind)
  return paper ? isoDate(paper.on) : null
}

const noPapersAsked = (enterpriseId: string) =>
  conflict(
    { zh: '本工会现在不要求复工材料。', en: 'The union asks for no papers of a resumption.' },
    globalId('Enterprise', enterpriseId),
  )
