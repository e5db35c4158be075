import { type Read, type Root, rootsOf } from '#server/log/load.ts'
import {
  type EnterpriseState,
  idsOfNamed,
  type NamedEnterprise,
  readEnterprisesNamed,
} from '#server/modules/enterprises/load.ts'
import type { PlannedRow, RefusedCell } from '#server/modules/rosters/kind.ts'
import type { Actor } from '#server/platform/context.ts'
import { nameKey } from '#server/platform/plain.ts'
import { creditCodeColumn, enterpriseNameColumn } from './enterprise-columns.ts'

/** The columns by which a row says which enterprise of the register it is about: one of them is enough. */
export const namingColumns = { name: enterpriseNameColumn, creditCode: creditCodeColumn }

/** The values of these columns. */
export type NamingEntry = { name?: string | null; creditCode?: string | null }

/** The credit codes and the names by which the rows name enterprises. */
export const namesIn = (rows: readonly PlannedRow<NamingEntry>[]) => {
  const entries = rows.flatMap(({ entry }) => entry ?? [])
  return {
    codes: entries.flatMap(({ creditCode }) => creditCode ?? []),
    names: entries.flatMap(({ name, creditCode }) => (creditCode ? [] : (name ?? []))),
  }
}

/** Reads the enterprises that the rows name. */
export function readNamed(actor: Actor, rows: readonly PlannedRow<NamingEntry>[]): Read<NamedEnterprise[]> {
  const { codes, names } = namesIn(rows)
  return readEnterprisesNamed(actor, codes, names)
}

/** Locks the enterprises that the rows name. */
export function lockNamed({ unionId }: Actor, rows: readonly PlannedRow<NamingEntry>[]): Root {
  const { codes, names } = namesIn(rows)
  return rootsOf('Enterprise', idsOfNamed(unionId, codes, names))
}

/**
 * Makes what finds the enterprise of a row: by its credit code, or by its name, in whatever brackets or width, where no other
 * has the same; the name or the code of an entry that was merged into it is its own. Otherwise it gives the cell for which the row is refused.
 */
export function finderOf(enterprises: readonly NamedEnterprise[]) {
  const byCode = new Map(
    enterprises.flatMap((each) => [each, ...each.doubles].map(({ creditCode }) => [creditCode, each])),
  )
  const byName = new Map<string, EnterpriseState[]>()
  // a retired one is named by its name where none in use has the same
  for (const each of enterprises.toSorted((a, b) => Number(!!a.retiredAt) - Number(!!b.retiredAt))) {
    for (const key of new Set([each, ...each.doubles].map(({ name }) => nameKey(name)))) {
      const others = byName.get(key) ?? []
      if (!each.retiredAt || others.every(({ retiredAt }) => retiredAt)) byName.set(key, [...others, each])
    }
  }
  return ({ name, creditCode }: NamingEntry): EnterpriseState | RefusedCell[] => {
    if (creditCode) return inUse(byCode.get(creditCode), 'creditCode')
    if (!name) return [{ column: 'name', sentence: unnamed }]
    const [found, ...others] = byName.get(nameKey(name)) ?? []
    return others.length > 0 ? [{ column: 'name', sentence: ambiguous }] : inUse(found, 'name')
  }
}

/** The enterprise, or the cell of this column for which the row is refused: there is none, or it is retired. */
function inUse(found: EnterpriseState | undefined, column: 'name' | 'creditCode'): EnterpriseState | RefusedCell[] {
  if (!found) return [{ column, sentence: unknown }]
  return found.retiredAt ? [{ column, sentence: retired }] : found
}

/** Why a row that names a retired enterprise is refused. */
export const retired = { zh: '这家企业已停用,请先恢复', en: 'this enterprise is retired: restore it first' }
const unknown = { zh: '企业登记里没有这家企业', en: 'the register has no such enterprise' }
const unnamed = { zh: '请填企业名称或信用代码', en: 'give the name or the credit code of the enterprise' }
const ambiguous = { zh: '有几家企业同名,请填信用代码', en: 'several enterprises have this name: give the credit code' }
