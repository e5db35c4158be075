import { isDeepStrictEqual } from 'node:util'
import type { RosterImport } from '#codegen/prisma/client.ts'
import type { EventDraft } from '#server/log/catalogue.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { builder } from '#server/platform/builder.ts'
import { now } from '#server/platform/clock.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { visibleRosters } from './access.ts'
import { codesOf, compareRow, type PlannedRow } from './compare.ts'
import { rosterEvents } from './events.ts'
import { rosterPayload } from './payload.ts'
import { changeRows, createRows, lockRegistered, readRegistered } from './store.ts'

const ApplyRosterInput = builder.inputType('ApplyRosterInput', {
  description: 'Which previewed roster is applied. 导入哪份已预览的名册。',
  fields: (t) => ({
    ...changeFields(t),
    rosterId: t.id({ description: 'The global id of the previewed roster. 已预览名册的编号。' }),
  }),
})

const transactionMs = 120_000

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
  },
  input: ApplyRosterInput,
  roles: ['COMMAND'],
  ids: { rosterId: 'RosterImport' },
  limits: { timeout: transactionMs },
  payload: rosterPayload,
  async work(tx, { actor, input }) {
    const { rosterId } = input
    const roster = await tx.rosterImport.findFirst({ where: { AND: [{ id: rosterId }, visibleRosters(actor)] } })
    if (!roster) throw notFound('rosterId')
    const { unionId } = roster
    const at = now()
    const { count } = await tx.rosterImport.updateMany({
      where: { id: rosterId, appliedAt: null },
      data: { appliedAt: at },
    })
    if (!count) throw appliedConflict(rosterId)
    const rows = roster.rows as PlannedRow[]
    const toChange = rows.filter(({ kind }) => kind === 'CHANGE')
    await lockRegistered(
      tx,
      unionId,
      toChange.map(({ creditCode }) => creditCode),
    )
    const known = await readRegistered(tx, unionId, codesOf(rows))
    if (!rows.every((row) => stillHolds(row, compareRow(row, known.get(row.creditCode)))))
      throw outdatedConflict(rosterId)
    const toCreate = rows.filter(({ kind }) => kind === 'CREATE')
    if (!(await createRows(tx, unionId, toCreate, at))) throw outdatedConflict(rosterId)
    await changeRows(tx, unionId, toChange, known, at)
    return { subjectId: rosterId, unionId, events: eventOf(roster) }
  },
})

/** The event of an import, with what it adds to the register. There is none where no row was created or changed. */
function eventOf({ id, created, changed, unchanged, refused }: RosterImport): EventDraft[] {
  if (created + changed === 0) return []
  return [
    rosterEvents.applied(
      { id },
      { created, changed, unchanged, refused },
      { union: { enterprises: created, resumption: { NOT_RESUMED: created } } },
    ),
  ]
}

/** True where the row would still do what the preview has shown. */
const stillHolds = (then: PlannedRow, today: PlannedRow): boolean =>
  then.kind === today.kind && isDeepStrictEqual(then.changes, today.changes)

/** CONFLICT: the roster was applied before. */
const appliedConflict = (id: string) =>
  conflict({ zh: '这份名册已经导入。', en: 'This roster was applied already.' }, globalId('RosterImport', id))

/** CONFLICT: the register has changed since the preview. */
const outdatedConflict = (id: string) =>
  conflict(
    {
      zh: '预览之后企业资料有变动,请重新预览这份名册。',
      en: 'The register has changed since the preview: preview this roster again.',
    },
    globalId('RosterImport', id),
  )
