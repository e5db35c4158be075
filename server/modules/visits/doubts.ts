import { Prisma } from '#codegen/prisma/client.ts'
import type { VisitDoubt, VisitOutcome } from '#codegen/prisma/enums.ts'
import { type Read, value } from '#server/log/load.ts'
import type { StepContent } from './notes.ts'

/** The words of LISTEN and ASK on a visit, and on the last one that the squad ended before it. */
type Words = { own: string[]; last: string[] }

const wordsOf = (visit: Prisma.Sql) => Prisma.sql`
  (SELECT coalesce(jsonb_agg(n.text), '[]') FROM "VisitNote" n WHERE n."visitId" = (${visit}) AND n.step IN ('LISTEN', 'ASK'))`

/** Reads the words of a visit so far, where there is one, and of the last one that its squad ended as DONE before this time. */
export const readWords = (squadId: Prisma.Sql, visitId: string | null, end: Prisma.Sql): Read<Words> =>
  value(Prisma.sql`
    SELECT jsonb_build_object('own', ${wordsOf(Prisma.sql`${visitId}::uuid`)}, 'last', ${wordsOf(Prisma.sql`
      SELECT v.id FROM "Visit" v
      WHERE v."squadId" = (${squadId}) AND v.state = 'FINISHED' AND v.outcome = 'DONE' AND v.id IS DISTINCT FROM ${visitId}::uuid
        AND v."finishedAt" < (${end})
      ORDER BY v."finishedAt" DESC, v.id DESC LIMIT 1`)}) AS value`)

/** The texts of what is said at these steps, with whom was spoken to. */
const textsOf = (steps: readonly StepContent[]): string[] =>
  steps.flatMap(({ notes, nothingRaised }) => [
    ...(notes ?? []).map(({ text }) => text),
    ...(nothingRaised ? [nothingRaised.spokenTo] : []),
  ])

const notesOf = (steps: readonly StepContent[]): string[] =>
  steps
    .filter(({ step }) => step === 'LISTEN' || step === 'ASK')
    .flatMap(({ notes }) => (notes ?? []).map(({ text }) => text))

const isEmpty = (text: string): boolean => !/[\p{L}\p{N}]/u.test(text)

const plain = (texts: readonly string[]): string =>
  texts
    .map((text) => text.trim())
    .toSorted()
    .join('\n')

/** Whether one of these steps says something without a letter or a digit. */
const hasEmptyNote = (steps: readonly StepContent[]): boolean => textsOf(steps).some(isEmpty)

/** Whether a visit, with what these steps say, has the words of the squad's visit before. */
function isSame({ own, last }: Words, said: readonly StepContent[]): boolean {
  const words = [...own, ...notesOf(said)]
  return words.length > 0 && plain(words) === plain(last)
}

const shortestMs = 60_000

/** Why a visit that ends like this looks empty or doubled. It is no judgement: somebody looks at it. */
export function doubtsOf(
  outcome: VisitOutcome,
  { arrivedAt, finishedAt }: { arrivedAt: Date; finishedAt: Date },
  words: Words,
  said: readonly StepContent[],
): VisitDoubt[] {
  if (outcome !== 'DONE') return []
  return [
    ...(words.own.some(isEmpty) || hasEmptyNote(said) ? (['EMPTY_NOTE'] as const) : []),
    ...(finishedAt.getTime() - arrivedAt.getTime() < shortestMs ? (['TOO_SHORT'] as const) : []),
    ...(isSame(words, said) ? (['SAME_WORDS'] as const) : []),
  ]
}

/** Why a finished visit looks empty or doubled by what is added to it. */
export const newDoubts = (outcome: VisitOutcome | null, words: Words, added: readonly StepContent[]): VisitDoubt[] => [
  ...(hasEmptyNote(added) ? (['EMPTY_NOTE'] as const) : []),
  ...(outcome === 'DONE' && notesOf(added).length > 0 && isSame(words, added) ? (['SAME_WORDS'] as const) : []),
]
