import type { InboxCountQuery } from '#codegen/graph/graphql.ts'

type Inbox = InboxCountQuery['inbox']
type Waiting = Inbox['reminders'][number]

const hour = 3_600_000

/** What was rung for in this browser: the reminders, and the moments of the sounds. */
export type Rung = { ids: readonly string[]; sounds: readonly number[] }

/** Whether a local time of day, as HH:MM, lies in the quiet hours. They may go over midnight. */
const isQuiet = ({ quietFrom, quietTo }: Inbox['settings'], time: string): boolean => {
  if (!quietFrom || !quietTo) return false
  return quietFrom <= quietTo ? quietFrom <= time && time < quietTo : time >= quietFrom || time < quietTo
}

/**
 * For which reminders there is a sound now, of how many more the digest tells, and what is kept of it. There is none before a
 * reminder's own time, none in the quiet hours but for an emergency, and no more than so many an hour: the others are told
 * together by one.
 */
export function ringsNow({ reminders, settings }: Inbox, rung: Rung, now: number, time: string) {
  const due = reminders.filter(
    ({ id, ringsAt, issue }) =>
      !rung.ids.includes(id) && Date.parse(ringsAt) <= now && (issue?.isEmergency || !isQuiet(settings, time)),
  )
  const sounds = rung.sounds.filter((at) => now - at < hour)
  // those that come together make one sound
  const rings: Waiting[] = sounds.length < settings.soundsPerHour ? due : []
  return {
    rings,
    digest: due.length - rings.length,
    rung: {
      ids: [...rung.ids.filter((id) => reminders.some((each) => each.id === id)), ...due.map(({ id }) => id)],
      sounds: rings.length > 0 ? [...sounds, now] : sounds,
    },
  }
}
