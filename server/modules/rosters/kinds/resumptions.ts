import { Prisma } from '#codegen/prisma/client.ts'
import type { Resumption } from '#codegen/prisma/enums.ts'
import { many, type Read } from '#server/log/load.ts'
import { ResumptionEnum, ResumptionSourceEnum } from '#server/modules/enterprises/enums.ts'
import { idsOfNamed, type NamedEnterprise } from '#server/modules/enterprises/load.ts'
import { setResumption } from '#server/modules/enterprises/set-resumption.ts'
import { choiceCell, dateCell, textCell } from '#server/modules/rosters/cells.ts'
import { wordList } from '#server/modules/rosters/header.ts'
import { applyDecisions, type PlannedRow, type RosterKind, type RowDecision } from '#server/modules/rosters/kind.ts'
import { dateOf, isoDate } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { finderOf, lockNamed, type NamingEntry, namesIn, namingColumns, readNamed } from './named-enterprises.ts'

type ResumptionSource = Parameters<typeof setResumption>[1]['source']

/** The values of a row. */
export type ResumptionEntry = NamingEntry & {
  to: Resumption
  on: string
  basis: string
  source?: ResumptionSource | null
}

type Reads = { enterprises: Read<NamedEnterprise[]>; steps: Read<Step[]> }

/** A step that is recorded of an enterprise and stands. */
type Step = { enterpriseId: string; to: Resumption; on: string }

/**
 * How far enterprises have resumed work. Several rows of one enterprise are its steps, in the order of the file. A step that is
 * recorded already is the same, also where the enterprise has gone on from there.
 */
export const resumptionRoster: RosterKind<ResumptionEntry, Reads, RowDecision> = {
  columns: {
    ...namingColumns,
    to: {
      name: { zh: '复工状态', en: 'Resumption' },
      words: wordList('复工状态 | 状态 | 复工情况 | 是否复工 | 复工 | resumption | state | status'),
      cell: choiceCell<Resumption>(ResumptionEnum, {
        RESUMED: ['复工', '是'],
        NOT_RESUMED: ['否', '没有复工'],
        FILED: ['备案'],
        APPROVED: ['批准', '同意复工'],
        SUSPENDED: ['已停工'],
      }),
      isRequired: true,
      hint: { zh: '未复工、已备案、已批准、已复工、停工', en: 'Not resumed, Filed, Approved, Resumed or Suspended' },
      example: '已复工',
    },
    on: {
      name: { zh: '状态日期', en: 'Since' },
      words: wordList('状态日期 | 日期 | 复工日期 | 复工时间 | 时间 | 自何日起 | since | date'),
      cell: dateCell,
      isRequired: true,
      hint: { zh: '自哪天起,带年份', en: 'Since which day, with its year' },
      example: '2020-03-10',
    },
    basis: {
      name: { zh: '依据', en: 'Basis' },
      words: wordList('依据 | 复工依据 | 文件 | 批准文件 | 备案号 | basis'),
      cell: textCell(1, 500),
      isRequired: true,
      hint: { zh: '文件或说法,至多 500 字', en: 'The document or statement, up to 500 characters' },
      example: '复工备案表',
    },
    source: {
      name: { zh: '得知途径', en: 'Source' },
      words: wordList('得知途径 | 途径 | 来源 | 信息来源 | source'),
      cell: choiceCell<ResumptionSource>(ResumptionSourceEnum),
      hint: { zh: '走访、电话、表单、企业上报;不填为表单', en: 'Visit, Call, Form or Enterprise; Form if left out' },
      example: '表单',
    },
  },
  subject: 'Enterprise',
  needs: [['creditCode', 'name'], ['to'], ['on'], ['basis']],
  mostRows: 5000,
  nameOf: ({ name, creditCode }) => ({ name, key: creditCode }),
  load: (actor, rows) => ({
    lock: [lockNamed(actor, rows)],
    read: { enterprises: readNamed(actor, rows), steps: readSteps(actor, rows) },
  }),
  comparer({ enterprises, steps }, moment) {
    const find = finderOf(enterprises)
    const history = new Map<string, Step[]>()
    for (const step of steps) history.set(step.enterpriseId, [...(history.get(step.enterpriseId) ?? []), step])
    const now = new Map(enterprises.map((enterprise) => [enterprise.id, enterprise]))
    return (entry) => {
      const found = find(entry)
      if (Array.isArray(found)) return found
      const enterprise = now.get(found.id)!
      const { id, name, creditCode: key, resumption, resumptionOn } = enterprise
      const { to, on, basis, source } = entry
      const known = { name, key, subjectId: id, isNew: false }
      const since = resumptionOn ? isoDate(resumptionOn) : ''
      const recorded = history.get(id) ?? []
      if (recorded.some((step) => step.to === to && step.on === on)) return known
      if (to === 'NOT_RESUMED') {
        // it is so still, or was so before its first step
        const first = recorded.map((step) => step.on).sort()[0]
        return resumption === 'NOT_RESUMED' || (first && on < first) ? known : [{ column: 'to', sentence: hasResumed }]
      }
      const input = { clientId: '', enterpriseIds: [id], to, on, basis, source: source ?? 'FORM', earlier: null }
      const effect = setResumption.decide({ enterprises: [enterprise], visited: null }, input, {
        ...moment,
        prepared: undefined,
      })
      now.set(id, { ...enterprise, resumption: to, resumptionOn: dateOf(on) })
      history.set(id, [...recorded, { enterpriseId: id, to, on }])
      const changes = [
        { column: 'to', from: resumption, to },
        { column: 'on', from: since, to: on },
      ]
      return { ...known, changes: changes.filter((change) => change.from !== change.to), effect }
    }
  },
  apply: applyDecisions,
}

/** Reads the steps that are recorded of the enterprises that the rows name, without those that never happened. */
function readSteps({ unionId }: Actor, rows: readonly PlannedRow<NamingEntry>[]): Read<Step[]> {
  const { codes, names } = namesIn(rows)
  return many(Prisma.sql`
    SELECT "enterpriseId", "to", "on"::text AS "on" FROM "ResumptionChange"
    WHERE "enterpriseId" IN (${idsOfNamed(unionId, codes, names)}) AND NOT "neverHappened"`)
}

const hasResumed = {
  zh: '已登记复工进度,不能改回未复工;登记有误的,请用「更正复工」(correctResumption)',
  en: 'a step is recorded already, and none goes back: what was recorded wrongly is put right by correctResumption',
}
