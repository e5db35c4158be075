import { Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { type Load, type Read, root } from '#server/log/load.ts'
import { update } from '#server/log/rows.ts'
import { creditCodeIndex } from '#server/modules/enterprises/entry.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { clampToEarliest } from '#server/platform/report-limits.ts'
import { notApplied, undoneBefore } from './errors.ts'
import { rosterEvents } from './events.ts'
import type { PlannedRow, RowUndo } from './kind.ts'
import { kindOf } from './kinds.ts'
import { findRoster, type Roster, readRoster } from './load.ts'
import { rosterPayload } from './payload.ts'
import { readStoredRows } from './stored-rows.ts'
import {
  isForKind,
  lockTexts,
  outcomesOf,
  readStandingTexts,
  type StandingText,
  setTextsBack,
  type TextBefore,
  undoneRows,
} from './undo-texts.ts'
import { undoOf } from './undos.ts'

const UndoRosterInput = builder.inputType('UndoRosterInput', {
  description: 'Which import is undone. 撤销哪次导入。',
  fields: (t) => ({
    ...changeFields(t),
    rosterId: t.id({ description: 'The global id of the applied roster. 已导入名册的编号。' }),
  }),
})

const statementMs = 120_000

/** An applied roster is undone as a whole, in one transaction. What somebody has used or changed since stays and is named. */
export const undoRoster = deed('undoRoster', {
  does: {
    en: 'Undoes an applied roster as a whole: what it made goes, what it changed is set back. What somebody has used or changed since stays, and its row says why. The same file can be imported again.',
    zh: '整份撤销已导入的名册:新增的移除,修改的恢复原值。导入后已被使用或又有变动的予以保留,并在该行写明原因。撤销后同一文件可以重新导入。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such roster', zh: '找不到这份名册' },
    CONFLICT: { en: 'the roster is not applied, or was undone before', zh: '名册尚未导入,或已经撤销' },
    INVALID: { en: 'happenedAt lies before the roster was applied', zh: '撤销时间早于导入' },
  },
  input: UndoRosterInput,
  roles: ['COMMAND'],
  ids: { rosterId: 'RosterImport' },
  limits: { timeout: statementMs },
  // Of an applied roster the doubtful rows alone change before it is undone, so all are read without waiting for anybody.
  async prepare({ rosterId }, actor) {
    const found = await findRoster(actor, rosterId)
    const all = found.appliedAt ? await readStoredRows(rosterId) : []
    const rows = all.filter(({ kind }) => kind === 'CREATE' || kind === 'CHANGE')
    const before = found.textsBefore as TextBefore[]
    return {
      kind: kindOf(found.kind),
      undo: undoOf(found.kind),
      all,
      rows,
      before,
      wasApplied: found.appliedAt !== null,
    }
  },
  load(actor, { rosterId }, { undo, rows }): Load<{ roster: Read<Roster>; standing: Read<StandingText[]> }> {
    const { lock, read } = undo.load(actor, rows)
    return {
      lock: [root('RosterImport', rosterId), ...lock, lockTexts(rows)],
      read: { roster: readRoster(actor, rosterId), standing: readStandingTexts(rows), ...read },
    }
  },
  async decide({ roster, standing, ...state }, _, { at, actor, prepared }) {
    const { kind, undo, all, rows, before, wasApplied } = prepared
    const { id, appliedAt } = roster
    if (!appliedAt || !wasApplied) throw notApplied(id)
    if (roster.undoneAt) throw undoneBefore(id)
    if (all.filter(({ kind }) => kind === 'DOUBT').length !== roster.doubtful) throw decidedMeanwhile(id)
    const undoneAt = clampToEarliest(at, appliedAt, {
      zh: '撤销时间早于名册的导入时间。',
      en: 'happenedAt lies before the roster was applied.',
    })
    const undone = undoneRows(rows, id, standing)
    const given = undone.filter(isForKind).map(({ back }) => back)
    const ofKind = await undo.decide(given, state, { actor, at: undoneAt, appliedAt })
    const { writes, events, union } = ofKind
    const outcomes = outcomesOf(kind, undone, ofKind.outcomes)
    const kept = rows.filter((row) => outcomes.get(row)?.outcome === 'KEPT').length
    return {
      subjectId: id,
      writes: [
        ...writes,
        update('RosterImport', id, { undoneAt, undoneById: actor.accountId, undone: rows.length - kept, kept }),
        keepOutcomes(id, all, outcomes),
        ...setTextsBack(kind, id, outcomes, standing, before),
      ],
      events: [
        ...events.map((event) => ({ happenedAt: undoneAt, ...event })),
        rosterEvents.undone({ id }, { undone: rows.length - kept, kept }, { happenedAt: undoneAt, union }),
      ],
      uniqueness: { index: creditCodeIndex, conflict: { statement: null, from: () => codeTakenSince(id) } },
    }
  },
  payload: rosterPayload,
})

/** Writes into the roster's rows what became of them. Only the outcomes travel, by the places of the rows. */
function keepOutcomes(
  rosterId: string,
  rows: readonly PlannedRow[],
  outcomes: ReadonlyMap<PlannedRow, RowUndo>,
): Prisma.Sql {
  const places = rows.flatMap((row, place) => {
    const undo = outcomes.get(row)
    return undo ? [[place + 1, undo] as const] : []
  })
  return Prisma.sql`
    UPDATE "RosterImport" SET rows = (
      SELECT coalesce(jsonb_agg(
        CASE WHEN outcomes.value ? r.ordinality::text
          THEN r.value || jsonb_build_object('undo', outcomes.value -> r.ordinality::text) ELSE r.value END
        ORDER BY r.ordinality), '[]')
      FROM jsonb_array_elements(rows) WITH ORDINALITY r,
        (SELECT ${JSON.stringify(Object.fromEntries(places))}::jsonb AS value) outcomes
    ) WHERE id = ${rosterId}::uuid`
}

/** CONFLICT: a credit code that goes back is another enterprise's by now. */
const codeTakenSince = (id: string) =>
  conflict(
    {
      zh: '有企业原来的信用代码现已登记在别家,请先改那一家,再撤销。',
      en: 'The former credit code of an enterprise is another one’s by now: change that one first, then undo.',
    },
    globalId('RosterImport', id),
  )

/** CONFLICT: doubtful rows of the import were decided while it was to be undone. */
const decidedMeanwhile = (id: string) =>
  conflict(
    {
      zh: '有人刚判断过这份名册的存疑行,请看过再撤销。',
      en: 'Somebody has just decided doubtful rows of this roster: look at them, then undo it.',
    },
    globalId('RosterImport', id),
  )
