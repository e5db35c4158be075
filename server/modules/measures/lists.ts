import type { Measure, Prisma } from '#codegen/prisma/client.ts'
import type { MeasureState } from '#codegen/prisma/enums.ts'
import { dateOf, localDate, now } from '#server/platform/clock.ts'
import type { Viewer } from '#server/platform/context.ts'
import { type DateRange, daysIn } from '#server/platform/date-range.ts'
import { optionalRowId } from '#server/platform/ids.ts'
import { checkReadable } from '#server/platform/narrowing.ts'
import { ofUnions } from '#server/platform/of-unions.ts'
import { visibleMeasured, visibleMeasures } from './access.ts'

/** What a list of measures is narrowed by, with global ids. A field that is left out does not narrow it. */
export type MeasureFilter = {
  enterpriseId?: string | null
  issueId?: string | null
  squadId?: string | null
  agencyId?: string | null
  states?: MeasureState[] | null
  isOverdue?: boolean | null
  due?: DateRange | null
}

/** What a list of measures is narrowed by that stands in no index in its order. */
export const scatteredInMeasures = ['issueId', 'agencyId', 'states', 'isOverdue', 'due'] as const

/** Whether a measure is still to be carried out after its last day, by the date of the union. */
export const isOverdue = ({ state, dueOn }: Pick<Measure, 'state' | 'dueOn'>): boolean =>
  state === 'OPEN' && dueOn < dateOf(localDate(now()))

/**
 * The Prisma filter for the measures of these unions that the viewer may see, narrowed by `filter`. INVALID or NOT_FOUND: an id
 * of the filter is no id, or an id of another type. INVALID: a range of days is the wrong way round, or the viewer may not read
 * what the filter names.
 */
export function measureWhere(
  viewer: Viewer,
  unionIds: readonly string[],
  filter: MeasureFilter | null | undefined,
): Prisma.MeasureWhereInput {
  checkReadable(visibleMeasured.columns(viewer) !== null, filter?.issueId, 'filter.issueId')
  const issueId = optionalRowId('Issue', filter?.issueId, 'filter.issueId')
  const overdue: Prisma.MeasureWhereInput = { state: 'OPEN', dueOn: { lt: dateOf(localDate(now())) } }
  return {
    AND: [
      ofUnions(unionIds),
      visibleMeasures(viewer),
      {
        enterpriseId: optionalRowId('Enterprise', filter?.enterpriseId, 'filter.enterpriseId') ?? undefined,
        squadId: optionalRowId('Squad', filter?.squadId, 'filter.squadId') ?? undefined,
        agencyId: optionalRowId('Agency', filter?.agencyId, 'filter.agencyId') ?? undefined,
        issues: issueId ? { some: { issueId, issue: visibleMeasured(viewer) } } : undefined,
        state: filter?.states ? { in: filter.states } : undefined,
        dueOn: daysIn(filter?.due, 'filter.due'),
      },
      ...(filter?.isOverdue == null ? [] : [filter.isOverdue ? overdue : { NOT: overdue }]),
    ],
  }
}
