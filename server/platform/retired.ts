import { builder } from './builder.ts'

/** The argument of every list whose rows can go out of use and come back. */
export const retiredArg = builder.args((t) => ({
  retired: t.boolean({
    required: false,
    description:
      'True lists those that are retired; false, or nothing, those in use. 为真列出已停用的,为假或不填列出在用的。',
  }),
}))

/** The Prisma filter for rows in use, or for those that are retired. */
export const inUse = (retired: boolean | null | undefined) => ({ retiredAt: retired ? { not: null } : null })
