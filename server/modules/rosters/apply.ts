import { isDeepStrictEqual } from 'node:util'
import { Prisma, type RosterImport } from '#codegen/prisma/client.ts'
import type { EventDraft } from '#server/log/catalogue.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { one, type Read, root, rootsOf } from '#server/log/load.ts'
import { update } from '#server/log/rows.ts'
import { creditCodeIndex } from '#server/modules/enterprises/entry.ts'
import { keepZonesOf } from '#server/modules/zones/load.ts'
import { builder } from '#server/platform/builder.ts'
import type { Actor } from '#server/platform/context.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import { globalId, newId } from '#server/platform/ids.ts'
import { inParts } from '#server/platform/in-parts.ts'
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
      lock: [root('RosterImport', rosterId), keepZonesOf(unionId), rootsOf('Enterprise', changing)],
      read: { roster: readRoster(actor, rosterId), ...readRegister(unionId, codes) },
    }
  },
  async decide({ roster, ...register }, _, { at }) {
    const { id, unionId } = roster
    if (roster.appliedAt) throw alreadyApplied(id)
    const appliedAt = clampToEarliest(at, roster.createdAt, {
      zh: '导入时间早于名册的预览时间。',
      en: 'happenedAt lies before the preview.',
    })
    const rows = await inParts(roster.rows, (part) =>
      part.map((then) => {
        const today = compareRow(then, register)
        if (!doesTheSame(today, then)) throw outdated(id)
        return today.kind === 'CREATE' ? { ...today, enterpriseId: newId() } : today
      }),
    )
    const created = inOrderOfCodes(rows.filter(({ kind }) => kind === 'CREATE'))
    const changed = rows.filter(({ kind }) => kind === 'CHANGE')
    return {
      subjectId: id,
      writes: [
        ...(await inParts(created, (part) => createRows(unionId, part, register.zones))),
        ...(await inParts(changed, (part) => changeRows(part, register.zones))),
        update('RosterImport', id, { appliedAt }),
        keepIds(id, created),
      ],
      events: eventOf(roster, appliedAt),
      // an enterprise with one of these credit codes was entered since the register was read
      uniqueness: { index: creditCodeIndex, conflict: { statement: null, from: () => outdated(id) } },
    }
  },
})

/** The rows by credit code: of two rosters with the same new enterprises one waits for the other, and never each for the other. */
const inOrderOfCodes = (rows: PlannedRow[]): PlannedRow[] => rows.sort((a, b) => (a.creditCode < b.creditCode ? -1 : 1))

/** Writes into the roster's rows which enterprises they have become. Only the ids travel, not all that the file held. */
const keepIds = (rosterId: string, created: readonly PlannedRow[]): Prisma.Sql => Prisma.sql`
  UPDATE "RosterImport" SET rows = (
    SELECT coalesce(jsonb_agg(
      CASE WHEN r.value ->> 'kind' = 'CREATE'
        THEN r.value || jsonb_build_object('enterpriseId', ids.value -> (r.value ->> 'creditCode')) ELSE r.value END
      ORDER BY r.ordinality), '[]')
    FROM jsonb_array_elements(rows) WITH ORDINALITY r,
      (SELECT ${JSON.stringify(Object.fromEntries(created.map((row) => [row.creditCode, row.enterpriseId])))}::jsonb AS value) ids
  ) WHERE id = ${rosterId}::uuid`

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
