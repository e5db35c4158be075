import { builder } from './builder.ts'

// What is no longer used is retired: it keeps its row, its name and its past, and is offered in no choice for new work.

/** The argument of a list by which one asks for what is retired. */
export const retiredArg = builder.args((t) => ({
  retired: t.boolean({
    required: false,
    description:
      'True asks for those that are no longer used; left out or false, for those in use. 为真时列出已停用的;不填或为假时列出在用的。',
  }),
}))

/** The Prisma filter for the rows in use, or for the retired ones. */
export const inUseOr = (retired: boolean | null | undefined) => ({ retiredAt: retired ? { not: null } : null })

/** The Prisma filter for the rows in use. */
export const inUse = { retiredAt: null } as const
