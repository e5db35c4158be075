import { dateOf, momentOf, secondsBetween } from '#client/ui/dates.ts'

/** When the day's work begins at the latest: nobody wonders before why a squad is silent. */
const dayBegins = '09:00'

/** A squad that nobody has heard of for so long while it has stops today is marked. */
const silentAfter = 2 * 60 * 60

/** Whether a squad that has stops today has been silent for too long, counted within the day's work. */
export function isSilent(heardAt: string | null | undefined, asOf: string): boolean {
  const begin = momentOf(`${dateOf(asOf)}T${dayBegins}`)
  const since = heardAt && Date.parse(heardAt) > Date.parse(begin) ? heardAt : begin
  return secondsBetween(since, asOf) > silentAfter
}
