import { isDeepStrictEqual } from 'node:util'
import { Prisma, type RosterImport } from '#codegen/prisma/client.ts'
import type { EventDraft } from '#server/log/catalogue.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { one, type Read, root, rootsOf } from '#server/log/load.ts'
import { update } from '#server/log/rows.ts'
import { creditCodeIndex } from '#server/modules/enterprises/entry.ts'
import { builder } from '#server/platform/builder.ts'
import type { Actor } from '#server/platform/context.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import { globalId, newId } from '#server/platform/ids.ts'
import { clampToEarliest } from '#server/platform/report-limits.ts'
import { visibleRosters } from './access.ts'
import { compareRow, type PlannedRow, type RowKind } from './compare.ts'
import { rosterEvents } from './events.ts'
import { rosterPayload } from './payload.ts'
import { changeRows, createRows, readRegister } from './store.ts'

const ApplyRosterInput = builder.inputType('ApplyRosterInput', {
  description: 'Which previewed roster is applied. 导入哪份已预览的名册。',
  fields: (t) => ({
    ...changeFields(t),
    rosterId: t.id({ description: 'The global id of the previewed roster. 已预览名册的编号。' }),
  }),
})

const statementMs = 120_000

/** A previewed roster is applied: all of its good rows in one transaction and one event. */
export const applyRoster = deed('applyRoster', {
  does: {
    en: 'Applies a previewed roster: all rows that were not refused, in one transaction and one event.',
    zh: '导入已预览的名册:未被拒收的行一次写入,只记一个事件。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such roster', zh: '找不到这份名册' },
    CONFLICT: {
      en: 'the roster was applied already, or the register has changed since the preview',
      zh: '名册已经导入,或预览之后企业登记有变动',
    },
    INVALID: { en: 'happenedAt lies before the preview', zh: '导入时间早于预览' },
  },
  input: ApplyRosterInput,
  roles: ['COMMAND'],
  ids: { rosterId: 'RosterImport' },
  limits: { timeout: statementMs },
  payload: rosterPayload,
  load(actor, { rosterId }) {
    const { unionId } = actor
    const changing = Prisma.sql`
      SELECT id FROM "Enterprise"
      WHERE "unionId" = ${unionId}::uuid AND "creditCode" IN (${codesOfRows(rosterId, 'CHANGE')})`
    const codes = codesOfRows(rosterId, 'CREATE', 'CHANGE', 'SAME')
    return {
      lock: [root('RosterImport', rosterId), rootsOf('Enterprise', changing)],
      read: { roster: readRoster(actor, rosterId), ...readRegister(unionId, codes) },
    }
  },
  decide({ roster, ...register }, _, { at }) {
    const { id, unionId } = roster
    if (roster.appliedAt) throw alreadyApplied(id)
    const appliedAt = clampToEarliest(at, roster.createdAt, {
      zh: '导入时间早于名册的预览时间。',
      en: 'happenedAt lies before the preview.',
    })
    const compared = roster.rows.map((row) => compareRow(row, register))
    if (!compared.every((row, i) => doesTheSame(row, roster.rows[i]!))) throw outdated(id)
    const rows = compared.map((row) => (row.kind === 'CREATE' ? { ...row, enterpriseId: newId() } : row))
    const of = (kind: RowKind) => rows.filter((row) => row.kind === kind)
    return {
      subjectId: id,
      writes: [
        ...createRows(unionId, of('CREATE'), register.zones),
        ...changeRows(of('CHANGE'), register.zones),
        update('RosterImport', id, { appliedAt, rows }),
      ],
      events: eventOf(roster, appliedAt),
      // an enterprise with one of these credit codes was entered since the register was read
      taken: { index: creditCodeIndex, conflict: { statement: null, from: () => outdated(id) } },
    }
  },
})

/** Selects the credit codes of the roster's rows of these kinds. */
const codesOfRows = (rosterId: string, ...kinds: RowKind[]): Prisma.Sql => Prisma.sql`
  SELECT r.value ->> 'creditCode' FROM "RosterImport" i, jsonb_array_elements(i.rows) r
  WHERE i.id = ${rosterId}::uuid AND r.value ->> 'kind' = ANY(${kinds})`

/** Reads a roster that the actor may see, with its rows. NOT_FOUND where there is none. */
const readRoster = (actor: Actor, id: string): Read<Roster> =>
  one(Prisma.sql`SELECT i.* FROM "RosterImport" i WHERE i.id = ${id}::uuid AND ${visibleRosters.sql(actor, 'i')}`, () =>
    notFound('rosterId'),
  )

type Roster = Omit<RosterImport, 'rows'> & { rows: PlannedRow[] }

/** The event of an import, with what it adds to the register. There is none where no row was created or changed. */
function eventOf({ id, created, changed, unchanged, refused }: Roster, happenedAt: Date): EventDraft[] {
  if (created + changed === 0) return []
  const union = { enterprises: created, resumption: { NOT_RESUMED: created } }
  return [rosterEvents.applied({ id }, { created, changed, unchanged, refused }, { happenedAt, union })]
}

/** True where the row would still do what the preview has shown. */
const doesTheSame = (today: PlannedRow, then: PlannedRow): boolean =>
  today.kind === then.kind && isDeepStrictEqual(today.changes, then.changes)

/** CONFLICT: the roster was applied before. */
const alreadyApplied = (id: string) =>
  conflict({ zh: '这份名册已经导入。', en: 'This roster was applied already.' }, globalId('RosterImport', id))

/** CONFLICT: the register has changed since the preview. */
const outdated = (id: string) =>
  conflict(
    {
      zh: '预览之后企业资料有变动,请重新预览这份名册。',
      en: 'The register has changed since the preview: preview this roster again.',
    },
    globalId('RosterImport', id),
  )
