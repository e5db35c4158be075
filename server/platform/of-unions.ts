/** The Prisma filter for the rows of these unions. */
export const ofUnions = (unionIds: readonly string[]): { unionId: string | { in: string[] } } => ({
  unionId: unionIds.length === 1 ? unionIds[0]! : { in: [...unionIds] },
})
