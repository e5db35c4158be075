import { CheckItem } from '#codegen/prisma/enums.ts'
import { db } from '#server/postgres/db.ts'

/** An answer to each item of the checklist. */
export const wholeChecklist = Object.values(CheckItem).map((item) => ({ item, answer: 'YES' as const }))

/** What of a visit that has no notes and no answers is to be said at its end so that it counts. */
export const wholeEnd = { nothingRaised: { spokenTo: '店长' }, checks: wholeChecklist }

/** What is still to be said of a visit so that it counts: that nothing was raised, and the items without an answer. */
export async function restOf(visitId: string) {
  const answered = (await db.visitCheck.findMany({ where: { visitId } })).map(({ item }) => item)
  return {
    ...wholeEnd,
    checks: wholeChecklist.filter(({ item }) => !answered.includes(item)),
  }
}
