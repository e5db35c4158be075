import type { Role } from '#codegen/prisma/enums.ts'
import { type CatalogueEntry, enumName } from '#server/log/catalogue.ts'

/** The client's tables, which follow from what the server has declared: its events with their lines, and its deeds with their roles. */
export function clientTables(events: readonly CatalogueEntry[], roles: ReadonlyMap<string, readonly Role[]>): string {
  const lines = (language: 'zh' | 'en') =>
    `{\n${events.map(({ name, line }) => `  ${enumName(name)}: ${JSON.stringify(line[language])},\n`).join('')}}`
  const table = events.map(
    ({ name, makesOld, onWall }) =>
      `  ${enumName(name)}: { makesOld: ${JSON.stringify(makesOld)}, onWall: ${onWall} },\n`,
  )
  const deeds = [...roles].map(([name, each]) => `  ${name}: ${JSON.stringify(each)},\n`)
  return `// Generated from the events and deeds that the server declares. Never edited by hand.
import type { EventName, Role } from './graphql.ts'

/** For each event the fields of Query whose answers it may have changed, and whether the wall tells it. */
export const events: Record<EventName, { makesOld: readonly string[]; onWall: boolean }> = {
${table.join('')}}

/** The wall's line for each event in Chinese. */
export const linesZh: Record<EventName, string> = ${lines('zh')}

/** The wall's line for each event in English. */
export const linesEn: Record<EventName, string> = ${lines('en')}

/** The roles that may do each deed. */
export const rolesOfDeeds = {
${deeds.join('')}} satisfies Record<string, readonly Role[]>
`
}

/** The list of all events, as a page for readers. */
export function listOfEvents(events: readonly CatalogueEntry[]): string {
  const rows = events.map(({ name, subjectType, facts, description, makesOld }) => {
    const names = Object.keys(facts.shape).map((fact) => `\`${fact}\``)
    return `| \`${name}\` | ${subjectType} | ${names.join(' ') || '–'} | ${makesOld.join(' ')} | ${description.en} ${description.zh} |\n`
  })
  return `# Events

Generated from the modules' \`events.ts\`; never edited by hand. An event's facts are small and never personal. The subject is
the row that it is about; its words are read again from that row. 本页由各模块的 events.ts 生成。

| name | subject | facts | makes old | what has happened |
| --- | --- | --- | --- | --- |
${rows.join('')}`
}
