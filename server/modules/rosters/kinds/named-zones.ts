import type { Zone } from '#codegen/prisma/client.ts'
import { textsCell } from '#server/modules/rosters/cells.ts'
import { wordList } from '#server/modules/rosters/header.ts'
import type { Column, RefusedCell } from '#server/modules/rosters/kind.ts'

/** The column that names one or several zones. */
export const zonesColumn: Column = {
  name: { zh: '片区', en: 'Zones' },
  words: wordList('片区 | 负责片区 | 所属片区 | 片区名称 | 网格 | 负责网格 | zones | zone | grid'),
  cell: textsCell(50),
  hint: { zh: '已划分的片区的名称,几个之间用顿号', en: 'Names of the union’s zones, with commas between' },
  example: '',
}

/** Makes what gives the name of a zone as it is called here: 鼓楼 is 鼓楼片, where no other zone is called so. */
export function zoneNamer(names: readonly string[]): (word: string) => string | undefined {
  const bare = (name: string) =>
    name
      .normalize('NFKC')
      .replace(/\s/g, '')
      .replace(/(?<=.)(?:片区|片|网格|社区)$/, '')
  return (word) => {
    if (names.includes(word)) return word
    const alike = names.filter((name) => bare(name) === bare(word))
    return alike.length === 1 ? alike[0] : undefined
  }
}

/** Makes what gives the row ids of zones in use by their names, sorted, or the cell for which the row is refused. */
export function zoneFinder(zones: readonly Zone[]): (names: readonly string[]) => string[] | RefusedCell {
  const ids = new Map(zones.flatMap(({ id, name, retiredAt }) => (retiredAt ? [] : [[name, id] as const])))
  const nameOf = zoneNamer([...ids.keys()])
  return (names) => {
    const found = names.map((name) => ids.get(nameOf(name) ?? ''))
    const isKnown = (id: string | undefined): id is string => id !== undefined
    if (found.every(isKnown)) return found.sort()
    return { column: 'zones', reason: 'NO_SUCH_ZONE', detail: [...ids.keys()].join('、') }
  }
}

/** The names of the zones with these row ids, in the order of the zones. */
export const zoneNames = (zones: readonly Zone[], ids: readonly string[]): string =>
  zones
    .filter(({ id }) => ids.includes(id))
    .map(({ name }) => name)
    .join('、')
