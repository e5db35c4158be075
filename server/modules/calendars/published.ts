import data from 'chinese-days/dist/chinese-days.json' with { type: 'json' }

/** A day of which the State Council has said that it is a holiday, or that it makes up for one, and the name of the holiday. */
export type PublishedDay = { isWorkday: boolean; name: string; nameEn: string }

const daysOf = (entries: Record<string, string>, isWorkday: boolean): [string, PublishedDay][] =>
  Object.entries(entries).map(([date, text]) => {
    const [nameEn = '', name = ''] = text.split(',')
    return [date, { isWorkday, name, nameEn }]
  })

/** All days that the package `chinese-days` knows, by date. It is data alone and asks no network. */
export const publishedDays: ReadonlyMap<string, PublishedDay> = new Map([
  ...daysOf(data.holidays, false),
  ...daysOf(data.workdays, true),
])

/** Whether each of these days is a workday. */
export const published: ReadonlyMap<string, boolean> = new Map(
  [...publishedDays].map(([date, { isWorkday }]) => [date, isWorkday]),
)
