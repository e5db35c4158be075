import { lackOf, type Place, type StopOnPhone } from '#client/field/stop-on-phone.ts'
import { enums } from '#codegen/graph/enums.ts'
import type { NothingRaisedInput, VisitCheckInput, VisitLack } from '#codegen/graph/graphql.ts'

/** What is said of a whole visit: that nothing was raised where there is no note, and answers to the rest of the checklist. */
type Added = {
  nothingRaised?: NothingRaisedInput | null | undefined
  checks?: readonly VisitCheckInput[] | null | undefined
}

/** The steps of which a visit that counts says something. */
type SilentStep = Exclude<VisitLack, 'CHECKLIST'>

/** The steps of which the visit says nothing yet. */
export const silentSteps = (stop: StopOnPhone): SilentStep[] =>
  lackOf(stop).filter((lack): lack is SilentStep => lack !== 'CHECKLIST')

/** The items of the checklist without an answer, as not seen. */
export const restNotSeen = ({ checks }: StopOnPhone): VisitCheckInput[] =>
  enums.CheckItem.filter((item) => !checks[item]).map((item) => ({ item, answer: 'NOT_SEEN' }))

/** What this changes of the stop on the screen. */
export function addedTo(stop: StopOnPhone, { nothingRaised, checks }: Added, place: Place): Partial<StopOnPhone> {
  const said = nothingRaised ? silentSteps(stop).map((step) => [step, nothingRaised.spokenTo]) : []
  const answers = (checks ?? []).map(({ item, answer, fixBy, note }) => [
    item,
    { answer, fixBy, note: note ?? '', place },
  ])
  return {
    ...(said.length > 0 && { nothingRaised: { ...stop.nothingRaised, ...Object.fromEntries(said) } }),
    ...(answers.length > 0 && { checks: { ...stop.checks, ...Object.fromEntries(answers) } }),
  }
}
