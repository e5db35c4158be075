import type { Role } from '#codegen/prisma/enums.ts'
import { type CatalogueEntry, enumName } from '#server/log/catalogue.ts'
import type { Locale } from '#server/platform/errors.ts'

const head = '// Generated from the events and deeds that the server declares. Never edited by hand.\n'

/** The client's table of the events that the server has declared. */
export function clientEvents(events: readonly CatalogueEntry[]): string {
  const lines = events.map(
    ({ name, makesOld, onWall }) =>
      `  ${enumName(name)}: { makesOld: ${JSON.stringify(makesOld)}, onWall: ${onWall} },\n`,
  )
  return `${head}import type { EventName } from './graphql.ts'

/** For each event the fields of Query whose answers it may have changed, and whether the wall tells it. */
export const events: Record<EventName, { makesOld: readonly string[]; onWall: boolean }> = {
${lines.join('')}}
`
}

/** The wall's line for each event. Each language is a file of its own, because a page loads only one. */
export function clientEventLines(events: readonly CatalogueEntry[], locale: Locale): string {
  const lines = events.map(({ name, line }) => `  ${enumName(name)}: ${JSON.stringify(line[locale])},\n`)
  return `${head}import type { EventName } from './graphql.ts'

/** The wall's line for each event. */
export const eventLines: Record<EventName, string> = {
${lines.join('')}}
`
}

/** The client's table of the deeds that the server has declared. */
export function clientRoles(roles: ReadonlyMap<string, readonly Role[]>): string {
  const deeds = [...roles].map(([name, each]) => `  ${name}: ${JSON.stringify(each)},\n`)
  return `${head}import type { Role } from './graphql.ts'

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
