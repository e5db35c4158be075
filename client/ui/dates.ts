const zone = 'Asia/Shanghai'
const day = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' })
const minute = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })

/** Today's date in the union's zone, YYYY-MM-DD, whatever the device's clock is set to. */
export const today = (): string => day.format(new Date())

/** A date so many days from today. */
export const inDays = (days: number): string => day.format(new Date(Date.now() + days * 86_400_000))

/** A moment as people read it, in the union's zone; nothing for none. */
export const momentText = (at: string | null | undefined): string => (at ? minute.format(new Date(at)) : '')

/** A number with its thousands apart. */
export const countText = (count: number): string => count.toLocaleString('en-US')
