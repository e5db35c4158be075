import { Prisma, type Visit } from '#codegen/prisma/client.ts'
import { CheckItem, type Step, type VisitLack } from '#codegen/prisma/enums.ts'
import { one, type Read } from '#server/log/load.ts'
import { builder } from '#server/platform/builder.ts'
import { invalid, notFound } from '#server/platform/errors.ts'
import { line } from '#server/platform/text.ts'
import { db } from '#server/postgres/db.ts'
import type { VisitCheck } from './checks.ts'
import type { StepContent } from './notes.ts'

/** That nothing was raised, as a deed takes it. */
export const NothingRaisedInput = builder.inputType('NothingRaisedInput', {
  description:
    'That nothing was raised at LISTEN or ASK, and with whom the squad spoke. 「闻」或「问」没有提出,及与谁谈的。',
  fields: (t) => ({
    spokenTo: t.string({
      validate: line(1, 200),
      description:
        'The name or the post of whom the squad spoke to, 1 to 200 characters. 与谁谈的:姓名或职务,1 至 200 字。',
    }),
  }),
})

/** The steps of which a visit that counts has a note, or says that nothing was raised. */
export const spokenSteps = ['LISTEN', 'ASK'] as const satisfies readonly Step[]

type SpokenStep = (typeof spokenSteps)[number]

/** The column that says with whom the squad spoke where nothing was raised at this step. */
export const spokenColumn = { LISTEN: 'listenSpokenTo', ASK: 'askSpokenTo' } as const

/** What was found on a visit and on those that it continues. */
export type Findings = {
  /** A note of LISTEN or ASK is there. */
  heardOrAsked: boolean
  /** Of LISTEN and ASK those with a note, or of which it is said that nothing was raised. */
  spoken: SpokenStep[]
  /** The items of the checklist that have an answer. */
  items: CheckItem[]
}

/**
 * Selects what was found on these visits and on those that they continue. What was voided says nothing, and neither does the
 * visit `without`.
 */
export const findings = (ids: Prisma.Sql, without: string | null = null) => Prisma.sql`
  WITH RECURSIVE chain AS (
    SELECT id AS visit, id, "continuesId", state, "listenSpokenTo", "askSpokenTo" FROM "Visit" WHERE id IN (${ids})
    UNION SELECT c.visit, v.id, v."continuesId", v.state, v."listenSpokenTo", v."askSpokenTo"
    FROM "Visit" v JOIN chain c ON v.id = c."continuesId"
  ),
  standing AS (SELECT * FROM chain WHERE state <> 'VOIDED' AND id IS DISTINCT FROM ${without}::uuid),
  noted AS (
    SELECT DISTINCT s.visit, n.step::text FROM "VisitNote" n JOIN standing s ON n."visitId" = s.id
    WHERE n.step IN ('LISTEN', 'ASK')
  )
  SELECT v.visit, EXISTS (SELECT 1 FROM noted n WHERE n.visit = v.visit) AS "heardOrAsked",
    ARRAY(
      SELECT step FROM noted n WHERE n.visit = v.visit
      UNION SELECT 'LISTEN' FROM standing s WHERE s.visit = v.visit AND s."listenSpokenTo" IS NOT NULL
      UNION SELECT 'ASK' FROM standing s WHERE s.visit = v.visit AND s."askSpokenTo" IS NOT NULL
    ) AS spoken,
    ARRAY(
      SELECT DISTINCT c.item::text FROM "VisitCheck" c JOIN standing s ON c."visitId" = s.id WHERE s.visit = v.visit
    ) AS items
  FROM (SELECT DISTINCT visit FROM chain) v`

/** Reads what was found on a visit so far, with what was found on those that it continues. */
export const readFindings = (visitId: string): Read<Findings> =>
  one(findings(Prisma.sql`${visitId}::uuid`), () => notFound('visitId'))

/** What was found where nothing is there yet. */
export const noFindings: Findings = { heardOrAsked: false, spoken: [], items: [] }

/** What a deed adds to what was found. */
export type Added = { steps?: readonly StepContent[]; checks?: readonly VisitCheck[] | null }

/** What was found, with what a deed adds to it. */
export function addFindings({ heardOrAsked, spoken, items }: Findings, added: Added): Findings {
  const own = (added.steps ?? []).filter(isSpoken)
  const noted = own.filter(({ notes }) => notes?.length)
  const said = own.filter(({ notes, nothingRaised }) => notes?.length || nothingRaised)
  return {
    heardOrAsked: heardOrAsked || noted.length > 0,
    spoken: spokenSteps.filter((step) => spoken.includes(step) || said.some((each) => each.step === step)),
    items: [...items, ...(added.checks ?? []).map(({ item }) => item)],
  }
}

const isSpoken = (content: StepContent): content is StepContent & { step: SpokenStep } =>
  (spokenSteps as readonly Step[]).includes(content.step)

/** What a visit with these findings lacks to count. */
export const lackOf = ({ spoken, items }: Findings): VisitLack[] => [
  ...spokenSteps.filter((step) => !spoken.includes(step)),
  ...(Object.values(CheckItem).every((item) => items.includes(item)) ? [] : (['CHECKLIST'] as const)),
]

/** The columns of a visit that say with whom the squad spoke where nothing was raised at these steps. */
export const spokenTo = (steps: readonly StepContent[]): Partial<Pick<Visit, 'listenSpokenTo' | 'askSpokenTo'>> =>
  Object.fromEntries(
    steps.flatMap((content) =>
      isSpoken(content) && content.nothingRaised ? [[spokenColumn[content.step], content.nothingRaised.spokenTo]] : [],
    ),
  )

/** INVALID: nothing was raised at another step than LISTEN or ASK, or at one that has notes. `path` leads to the step. */
export function checkNothingRaised(content: StepContent, path = ''): void {
  if (!content.nothingRaised) return
  if (isSpoken(content) && !content.notes?.length) return
  throw invalid(`${path}nothingRaised`, {
    zh: '只有没有记录的「闻」「问」才能注明没有提出。',
    en: 'Only LISTEN or ASK without a note can say that nothing was raised.',
  })
}

/** What visits that are still open lack by now, in the order of their ids. */
export async function readLacks(ids: readonly string[]): Promise<VisitLack[][]> {
  const rows = await db.$queryRaw<(Findings & { visit: string })[]>(
    findings(Prisma.sql`SELECT unnest(${[...ids]}::uuid[])`),
  )
  return ids.map((id) => lackOf(rows.find(({ visit }) => visit === id) ?? noFindings))
}
