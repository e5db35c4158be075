import { changeFields, deed } from '#server/log/deed.ts'
import { type Load, type Read, root } from '#server/log/load.ts'
import { update } from '#server/log/rows.ts'
import { readCellTexts } from '#server/modules/cell-texts/keep.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { inParts } from '#server/platform/in-parts.ts'
import { clampToEarliest } from '#server/platform/report-limits.ts'
import { rowComparer } from './compare.ts'
import { type Choice, Choices, decided, decisionFields } from './decisions.ts'
import { notApplied, undoneBefore } from './errors.ts'
import { rosterEvents } from './events.ts'
import type { PlannedRow } from './kind.ts'
import { kindOf } from './kinds.ts'
import { findRoster, type Roster, readRoster } from './load.ts'
import { countsAfter, countsOfDecided, type Used, withoutSeconds, writeRows } from './outcomes.ts'
import { rosterPayload } from './payload.ts'
import type { KnownTexts } from './settled.ts'
import { readStoredRows } from './stored-rows.ts'
import { lockTexts } from './undo-texts.ts'

const DecideRosterInput = builder.inputType('DecideRosterInput', {
  description: 'What is decided of the doubtful rows of an import. 对一次导入的存疑行的判断。',
  fields: (t) => ({
    ...changeFields(t),
    rosterId: t.id({ description: 'The global id of the applied roster. 已导入名册的编号。' }),
    ...decisionFields(t),
  }),
})

const statementMs = 120_000

/**
 * Rows that an import has left doubtful are decided after it was applied. They are compared anew: what is decided of a row holds
 * where the row is still about what it was shown to be like. Else it stays doubtful, and is shown as it is now.
 */
export const decideRoster = deed('decideRoster', {
  does: {
    en: 'Decides doubtful rows of an applied roster. They are compared with what is recorded now; a row that is not about what it was shown to be like any more stays doubtful, and is shown anew. What is made or changed is undone with the import.',
    zh: '导入之后判断仍存疑的行。各行与现有登记重新对照;疑似的对象已有变动的仍存疑,按现状重新列出。新增和修改的内容随整份导入一起撤销。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such roster', zh: '找不到这份名册' },
    CONFLICT: {
      en: 'the roster is not applied or was undone, or somebody is deciding its rows at the same time',
      zh: '名册尚未导入或已撤销,或有人同时在判断',
    },
    INVALID: {
      en: 'happenedAt lies before the roster was applied, or a decision names a row that is not doubtful',
      zh: '判断时间早于导入,或判断指向不存疑的行',
    },
  },
  input: DecideRosterInput,
  roles: ['COMMAND'],
  ids: { rosterId: 'RosterImport' },
  limits: { timeout: statementMs },
  // The doubtful rows become fewer alone, so that their number says whether others have decided some meanwhile.
  async prepare({ rosterId }, actor) {
    const found = await findRoster(actor, rosterId)
    const stored = found.appliedAt ? await readStoredRows(rosterId) : []
    const all = stored.map((row, index) => ({ ...row, place: index + 1 }))
    return { kind: kindOf(found.kind), all, open: all.filter(({ kind }) => kind === 'DOUBT') }
  },
  load(actor, { rosterId }, { kind, open }): Load<{ roster: Read<Roster>; texts: Read<KnownTexts> }> {
    const { lock, read } = kind.load(actor, open)
    return {
      lock: [root('RosterImport', rosterId), ...lock, lockTexts(open)],
      read: { roster: readRoster(actor, rosterId), texts: readCellTexts(actor.unionId, kind.subject), ...read },
    }
  },
  async decide({ roster, ...state }, given, { at, actor, prepared: { kind, all, open } }) {
    const { id, appliedAt } = roster
    if (!appliedAt) throw notApplied(id)
    if (roster.undoneAt) throw undoneBefore(id)
    if (open.length !== roster.doubtful) throw changedMeanwhile(id)
    const decidedAt = clampToEarliest(at, appliedAt, {
      zh: '判断时间早于名册的导入时间。',
      en: 'happenedAt lies before the roster was applied.',
    })
    const moment = { actor, at: decidedAt, prepared: undefined }
    const places = new Set(open.map(({ place }) => place))
    const choices = new Choices(given, (place) => places.has(place))
    const doneBy = new Map(all.map((row) => [row.kind === 'DOUBT' ? null : row.subjectId, row]))
    const compare = await rowComparer(kind, state, moment)
    const compared = await inParts(open, (part) =>
      part.flatMap((then): Used[] => {
        const choice = choices.at(then.place)
        if (!choice) return []
        const { row: today, effect } = compare(then)
        const first = choice === 'SAME' && today.subjectId !== null && doneBy.get(today.subjectId)
        // for a whole lot of rows it may be said that they are the same, which this one can't be
        if (first && !choices.isSingle(then.place)) return []
        const row = first ? repeats(today, first) : settled(then, today, choice)
        return [{ row, effect, place: then.place, wasDoubtful: true }]
      }),
    )
    const used = withoutSeconds(compared)
    const more = countsOfDecided(used)
    const counts = countsAfter(roster, more)
    const told = { ...more, doubtful: counts.doubtful }
    const { events, uniqueness, writes } = await writeRows(used, { kind, roster: { id, ...told }, state, moment })
    const isDecided = more.doubtful < 0
    return {
      subjectId: id,
      writes: [...writes, update('RosterImport', id, counts)],
      events:
        isDecided && events.length === 0 ? [rosterEvents.applied({ id }, told, { happenedAt: decidedAt })] : events,
      ...(uniqueness && {
        uniqueness: { ...uniqueness, conflict: { statement: null, from: () => changedMeanwhile(id) } },
      }),
    }
  },
  payload: rosterPayload,
})

/** A row as it was decided, where it is still about what it was shown to be like; else as it is now, and doubtful. */
function settled(then: PlannedRow, today: PlannedRow, choice: Choice): PlannedRow {
  if (today.kind === 'REFUSE') return today
  if (choice === 'LEAVE') return decided(today, choice)
  const isAsShown = today.subjectId === then.subjectId
  const holds =
    choice === 'SAME'
      ? isAsShown && today.subjectId !== null
      : today.kind === 'CREATE' || (isAsShown && today.kind === 'DOUBT')
  return holds ? decided(today, choice) : { ...today, kind: 'DOUBT' }
}

/** A row that was decided to be what another row of its import is about already. */
const repeats = (row: PlannedRow, first: PlannedRow): PlannedRow => ({
  ...row,
  kind: 'REFUSE',
  subjectId: null,
  entry: null,
  changes: [],
  texts: [],
  reasons: [
    {
      column: 'name',
      reason: 'DUPLICATE',
      detail: String(first.row),
      ...(first.sheet !== row.sheet && { sheet: first.sheet }),
    },
  ],
})

/** CONFLICT: the rows, or what they are compared with, have changed at the same time. */
const changedMeanwhile = (id: string) =>
  conflict(
    {
      zh: '存疑行或登记刚有变动,请看过再试。',
      en: 'The doubtful rows or the register have just changed: look at them and try again.',
    },
    globalId('RosterImport', id),
  )
