const zone = 'Asia/Shanghai'
const date = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })

/** The union's local date (YYYY-MM-DD) at a moment, now if left out. */
export const dayOf = (at: Date | string = new Date()): string => date.format(typeof at === 'string' ? new Date(at) : at)

/** A day as people say it, month, day and weekday. */
export const sayDay = (day: string, language: string): string =>
  new Intl.DateTimeFormat(language, { timeZone: 'UTC', month: 'long', day: 'numeric', weekday: 'short' }).format(
    new Date(`${day}T00:00:00Z`),
  )

/** The time of day of a moment, such as 09:41. */
export const sayTime = (at: string, language: string): string =>
  new Intl.DateTimeFormat(language, { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    new Date(at),
  )
