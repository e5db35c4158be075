import { db } from '#server/postgres/db.ts'
import { storable } from './compare.ts'
import type { AnyKind, Columns } from './kind.ts'
import type { RosterFile, RosterRow } from './parse.ts'
import type { FileSheet } from './problem.ts'

/** The names of the union's zones in use. */
export async function zoneNames(unionId: string): Promise<string[]> {
  const zones = await db.zone.findMany({ where: { unionId, retiredAt: null }, select: { name: true } })
  return zones.map(({ name }) => name)
}

/**
 * The rows of a file; where no column says the zone and the name of the sheet is that of a zone in use, with or without 片区 at
 * its end, each row of the sheet has that zone.
 */
export function withZones({ columns }: AnyKind, { sheets, rows }: RosterFile, zones: readonly string[]): RosterRow[] {
  const named = Object.entries(columns as Columns).find(([, { isSheetName }]) => isSheetName)
  if (!named) return rows
  const [column] = named
  const bare = (name: string) => name.trim().replace(/片区?$/, '')
  const zoneOf = new Map(
    sheets.flatMap(({ name, headers }) => {
      const zone = zones.find((each) => each === name.trim()) ?? zones.find((each) => bare(each) === bare(name))
      return zone && name && !headers.some((header) => header.column === column) ? [[name, zone]] : []
    }),
  )
  return rows.map((row) => {
    const zone = zoneOf.get(row.sheet)
    return zone ? { ...row, cells: { ...row.cells, [column]: zone } } : row
  })
}

/** A sheet as it is stored with the roster. */
export const storedSheet = ({ name, headers, ...sheet }: FileSheet): FileSheet => ({
  ...sheet,
  name: storable(name),
  headers: headers.map(({ header, column, samples = [] }) => ({
    header: storable(header),
    column,
    samples: samples.map(storable),
  })),
})
