import { builder } from './builder.ts'
import { dateOf, momentsOf } from './clock.ts'
import { invalid } from './errors.ts'

/** Days by which a list is narrowed, both ends included. An end that is left out does not narrow it. */
export type DateRange = { from?: string | null; to?: string | null }

declare module './builder.ts' {
  interface PlainInputs {
    DateRange: DateRange
  }
}

builder.inputType('DateRange', {
  description:
    'Days by which a list is narrowed, both ends included; an end that is left out is open. INVALID: `from` lies after `to`. 起止日期,两端均含;不填的一端不限。INVALID:起始日期晚于截止日期。',
  fields: (t) => ({
    from: t.field({
      type: 'Date',
      required: false,
      description: 'The first of the days; open if left out. 起始日期,不填不限。',
    }),
    to: t.field({
      type: 'Date',
      required: false,
      description: 'The last of the days; open if left out. 截止日期,不填不限。',
    }),
  }),
})

/** The condition of Prisma that a date lies in the range. INVALID, on this field, where its ends are the wrong way round. */
export function daysIn(range: DateRange | null | undefined, field: string): { gte?: Date; lte?: Date } | undefined {
  const { from, to } = checked(range, field)
  if (!from && !to) return undefined
  return { ...(from && { gte: dateOf(from) }), ...(to && { lte: dateOf(to) }) }
}

/** The same for a moment: it lies on one of the days by local time. */
export function momentsIn(range: DateRange | null | undefined, field: string): { gte?: Date; lt?: Date } | undefined {
  const { from, to } = checked(range, field)
  if (!from && !to) return undefined
  return { ...(from && { gte: momentsOf(from).gte }), ...(to && { lt: momentsOf(to).lt }) }
}

function checked(range: DateRange | null | undefined, field: string): DateRange {
  const { from, to } = range ?? {}
  if (!from || !to || from <= to) return { from, to }
  throw invalid(field, { zh: '起始日期晚于截止日期。', en: 'The first day lies after the last one.' })
}
