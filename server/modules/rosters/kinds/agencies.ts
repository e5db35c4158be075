import { isDeepStrictEqual } from 'node:util'
import { type Agency, Prisma, type Zone } from '#codegen/prisma/client.ts'
import type { AgencyKind } from '#codegen/prisma/enums.ts'
import { many, type Read, root, rootsOf } from '#server/log/load.ts'
import { createAgency } from '#server/modules/agencies/create.ts'
import { agencyName, onlyCommunities, otherNames } from '#server/modules/agencies/entry.ts'
import { AgencyKindEnum } from '#server/modules/agencies/enums.ts'
import { mostAliases } from '#server/modules/agencies/limits.ts'
import { agencyRetired } from '#server/modules/agencies/load.ts'
import { updateAgency } from '#server/modules/agencies/update.ts'
import { choiceCell, inputCell, textsCell } from '#server/modules/rosters/cells.ts'
import { wordList } from '#server/modules/rosters/header.ts'
import { applyDecisions, type ChangedCell, type RosterKind, type RowDecision } from '#server/modules/rosters/kind.ts'
import { phoneCell } from '#server/modules/rosters/readings.ts'
import { keepZonesOf, readZones } from '#server/modules/zones/load.ts'
import { zoneFinder, zoneNames, zonesColumn } from './named-zones.ts'

/** The values of a row. */
export type AgencyEntry = {
  kind: AgencyKind
  name: string
  aliases?: string[] | null
  phone?: string | null
  zones?: string[] | null
}

/** An agency of the union with its zones, in use or retired. */
export type KnownAgency = Agency & { zoneIds: string[] }

type Reads = { agencies: Read<KnownAgency[]>; zones: Read<Zone[]> }

/** The agencies that work along with the union: a row enters one, or changes the one of its name. */
export const agencyRoster: RosterKind<AgencyEntry, Reads, RowDecision> = {
  columns: {
    kind: {
      name: { zh: '类别', en: 'Kind' },
      words: wordList('类别 | 部门类别 | 类型 | 部门类型 | kind | type'),
      cell: choiceCell<AgencyKind>(AgencyKindEnum, {
        POLICE: ['公安局', '派出所'],
        COMMERCE: ['工商局', '市场监管'],
        TAX: ['税务局', '税务所'],
        FOOD_DRUG: ['食药监局', '食品药品监督管理'],
        SUBDISTRICT: ['街道办', '街道办事处'],
        UNION: ['总工会'],
        COMMUNITY: ['居委会'],
      }),
      isRequired: true,
      hint: {
        zh: '公安、工商、税务、食药监、街道、工会、社区',
        en: 'Police, Industry and commerce, Tax, Food and drug, Sub-district office, Trade union or Community',
      },
      example: '税务',
    },
    name: {
      name: { zh: '部门名称', en: 'Agency name' },
      words: wordList('部门名称 | 部门 | 协同部门 | 单位名称 | 单位 | 名称 | agency name | agency | name'),
      cell: inputCell(agencyName),
      isRequired: true,
      hint: { zh: '1 至 50 字,不能重名', en: '1 to 50 characters, which no other agency has' },
      example: '莲湖区税务局',
    },
    aliases: {
      name: { zh: '其他名称', en: 'Other names' },
      words: wordList('其他名称 | 别名 | 曾用名 | 简称 | other names | aliases'),
      cell: textsCell(50),
      hint: { zh: '曾用名、简称等,几个之间用顿号', en: 'Earlier or short names, with commas between' },
      example: '地税局、国税局',
    },
    phone: {
      name: { zh: '电话', en: 'Phone' },
      words: wordList('电话 | 部门电话 | 联系电话 | 电话号码 | 联系方式 | phone | telephone | tel'),
      cell: phoneCell,
      hint: { zh: '手机号,或带区号的电话', en: 'A mobile phone, or a phone with its area code' },
      example: '029-87654321',
    },
    zones: {
      ...zonesColumn,
      hint: {
        zh: '仅社区:负责的片区的名称,几个之间用顿号',
        en: 'For communities only: the names of the zones that it answers for, with commas between',
      },
    },
  },
  subject: 'Agency',
  keepsTexts: true,
  needs: [['name'], ['kind']],
  mostRows: 500,
  nameOf: ({ name, phone }) => ({ name, key: phone }),
  identity: ({ name }) => ({ column: 'name', value: name }),
  load({ unionId }, rows) {
    const names = rows.flatMap(({ entry }) => entry?.name ?? [])
    const named = Prisma.sql`
      SELECT id FROM "Agency"
      WHERE "unionId" = ${unionId}::uuid AND (name = ANY(${names}::text[]) OR aliases && ${names}::text[])`
    return {
      lock: [root('TradeUnion', unionId), keepZonesOf(unionId), rootsOf('Agency', named)],
      read: {
        agencies: readKnownAgencies(unionId),
        zones: readZones(unionId),
      },
    }
  },
  comparer({ agencies, zones }, moment) {
    const all = [...agencies]
    const seen = new Set<string>()
    const zoneIdsOf = zoneFinder(zones)
    return (told, _, unsettled) => {
      const agency = findNamed(all, told.name)
      const { entry, texts } = agency ? unsettled(agency.id) : { entry: told, texts: undefined }
      const { kind, name } = entry
      const found = entry.zones ? zoneIdsOf(entry.zones) : null
      if (found && !Array.isArray(found)) return [found]
      if (found && kind !== 'COMMUNITY') return [{ column: 'zones', sentence: onlyCommunities }]
      if ((entry.aliases?.length ?? 0) > mostAliases) return [{ column: 'aliases', reason: 'TOO_LONG' }]
      if (!agency) {
        const aliases = entry.aliases ?? []
        const input = { clientId: '', kind, name, aliases, phone: entry.phone ?? '', zoneIds: found ?? [] }
        const effect = createAgency.decide({ agencies: all, zones }, input, moment)
        const { unionId } = moment.actor
        const made = { id: effect.subjectId, unionId, retiredAt: null, ...input, aliases: otherNames(aliases, name) }
        all.push(made)
        seen.add(made.id)
        return { isNew: true, subjectId: null, effect }
      }
      if (agency.retiredAt) throw agencyRetired(agency)
      if (seen.has(agency.id)) return [{ column: 'name', sentence: twice }]
      seen.add(agency.id)
      const after = changed(agency, entry, found)
      const changes = changesOf(agency, after, zones)
      if (changes.length === 0) return { isNew: false, subjectId: agency.id, entry, texts }
      const { aliases, phone, zoneIds } = after
      const input = { clientId: '', agencyId: agency.id, kind, aliases, phone, zoneIds }
      const state = { agency, agencies: all, zones, recorded: agency.zoneIds }
      const effect = updateAgency.decide(state, input, moment)
      return { isNew: false, subjectId: agency.id, entry, texts, changes, effect }
    }
  },
  apply: applyDecisions,
}

/** Reads the agencies of the union, in use and retired, with their zones. */
export const readKnownAgencies = (unionId: string): Reads['agencies'] =>
  many(Prisma.sql`
    SELECT a.*, ARRAY(SELECT z."B"::text FROM "_AgencyToZone" z WHERE z."A" = a.id ORDER BY 1) AS "zoneIds"
    FROM "Agency" a WHERE a."unionId" = ${unionId}::uuid`)

/** The agency of this name, or else the one in use that has it among its other names. */
const findNamed = (agencies: readonly KnownAgency[], name: string): KnownAgency | undefined =>
  agencies.find((agency) => agency.name === name) ??
  agencies.find(({ aliases, retiredAt }) => !retiredAt && aliases.includes(name))

/** The agency as it is after the row: what the row leaves out stays, and so does an other name by which the row names it. */
function changed(
  agency: KnownAgency,
  { kind, name, aliases, phone }: AgencyEntry,
  zoneIds: string[] | null,
): KnownAgency {
  const others = aliases && otherNames([...agency.aliases.filter((alias) => alias === name), ...aliases], agency.name)
  const isSame = !others || isDeepStrictEqual(others.toSorted(), agency.aliases.toSorted())
  return {
    ...agency,
    kind,
    aliases: isSame ? agency.aliases : others,
    phone: phone ?? agency.phone,
    zoneIds: kind === 'COMMUNITY' ? (zoneIds ?? agency.zoneIds) : [],
  }
}

/** What the row changes of the agency. */
function changesOf(before: KnownAgency, after: KnownAgency, zones: readonly Zone[]): ChangedCell[] {
  const cells = [
    { column: 'kind', from: before.kind, to: after.kind },
    { column: 'aliases', from: before.aliases.join('、'), to: after.aliases.join('、') },
    { column: 'phone', from: before.phone, to: after.phone },
    { column: 'zones', from: zoneNames(zones, before.zoneIds), to: zoneNames(zones, after.zoneIds) },
  ]
  return cells.filter(({ from, to }) => from !== to)
}

const twice = { zh: '前面的行写的是同一个部门', en: 'is the same agency as in an earlier row' }
