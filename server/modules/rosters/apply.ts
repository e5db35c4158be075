import { isDeepStrictEqual } from 'node:util'
import { changeFields, deed } from '#server/log/deed.ts'
import { type Load, type Read, root } from '#server/log/load.ts'
import { update } from '#server/log/rows.ts'
import type { Decision } from '#server/log/write.ts'
import { readCellTexts } from '#server/modules/cell-texts/keep.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { inParts } from '#server/platform/in-parts.ts'
import { most } from '#server/platform/most.ts'
import { clampToEarliest } from '#server/platform/report-limits.ts'
import { rowComparer } from './compare.ts'
import { Choices, decided, decisionFields } from './decisions.ts'
import { outdated } from './errors.ts'
import type { PlannedRow, Secret } from './kind.ts'
import { kindOf } from './kinds.ts'
import { findRoster, type Roster, readRoster } from './load.ts'
import { countsAfter, countsOfDecided, type Used, withoutSeconds, writeRows } from './outcomes.ts'
import { rosterPayload } from './payload.ts'
import type { KnownTexts } from './settled.ts'
import { readStoredRows } from './stored-rows.ts'
import { lockTexts } from './undo-texts.ts'

const ApplyRosterInput = builder.inputType('ApplyRosterInput', {
  description: 'Which previewed roster is applied. 导入哪份已预览的名册。',
  fields: (t) => ({
    ...changeFields(t),
    rosterId: t.id({ description: 'The global id of the previewed roster. 已预览名册的编号。' }),
    ...decisionFields(t),
  }),
})

const statementMs = 120_000

const accountPasswordRef = builder.objectRef<Secret>('AccountPassword').implement({
  description: 'The password that was made for a new account. 为新账号生成的密码。',
  fields: (t) => ({
    username: t.exposeString('username', { description: 'The name to sign in by. 用户名。' }),
    displayName: t.exposeString('displayName', { description: 'The name that others are shown. 显示名。' }),
    password: t.exposeString('password', {
      description: 'The password, which is kept nowhere. 密码,不保存在任何地方。',
    }),
  }),
})

/** A previewed roster is applied: all of its good rows in one transaction. */
export const applyRoster = deed('applyRoster', {
  does: {
    en: 'Applies a previewed roster: all rows that were not refused, in one transaction.',
    zh: '导入已预览的名册:未被拒收的行一次写入。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such roster', zh: '找不到这份名册' },
    CONFLICT: {
      en: 'the roster was applied already, or what it was compared with has changed since the preview',
      zh: '名册已经导入,或预览之后资料有变动',
    },
    INVALID: {
      en: 'happenedAt lies before the preview, or a decision names a row that is not there',
      zh: '导入时间早于预览,或判断指向不存在的行',
    },
  },
  input: ApplyRosterInput,
  roles: ['COMMAND'],
  ids: { rosterId: 'RosterImport' },
  limits: { timeout: statementMs },
  // What a roster is and its rows never change before it is applied, so they are read without waiting for anybody.
  async prepare({ rosterId }, actor) {
    const found = await findRoster(actor, rosterId)
    const [kind, rows] = [kindOf(found.kind), await readStoredRows(rosterId)]
    return { kind, rows, own: found.appliedAt ? undefined : await kind.prepare?.(rows) }
  },
  load(actor, { rosterId }, { kind, rows }): Load<{ roster: Read<Roster>; texts: Read<KnownTexts> }> {
    const { lock, read } = kind.load(actor, rows)
    return {
      lock: [root('RosterImport', rosterId), ...lock, lockTexts(rows)],
      read: { roster: readRoster(actor, rosterId), texts: readCellTexts(actor.unionId, kind.subject), ...read },
    }
  },
  async decide(
    { roster, ...state },
    given,
    { at, actor, prepared: { kind, rows, own } },
  ): Promise<Decision & { secret?: Secret[] }> {
    const { id } = roster
    if (roster.appliedAt) throw alreadyApplied(id)
    const appliedAt = clampToEarliest(at, roster.createdAt, {
      zh: '导入时间早于名册的预览时间。',
      en: 'happenedAt lies before the preview.',
    })
    const moment = { actor, at: appliedAt, prepared: own }
    const compare = await rowComparer(kind, state, moment)
    const choices = new Choices(given, (place) => place >= 1 && place <= rows.length)
    const compared = await inParts([...rows.entries()], (part) =>
      part.flatMap(([index, then]): Used[] => {
        const { row: today, effect } = compare(then)
        if (!doesTheSame(today, then) || (kind.identity && today.subjectId !== then.subjectId)) throw outdated(id)
        const [place, wasDoubtful] = [index + 1, today.kind === 'DOUBT']
        const row = wasDoubtful ? decided(today, choices.at(place)) : today
        return row.kind === 'DOUBT' || today.kind === 'REFUSE' ? [] : [{ row, effect, place, wasDoubtful }]
      }),
    )
    const used = withoutSeconds(compared)
    const counts = countsAfter(roster, countsOfDecided(used))
    const { writes, ...more } = await writeRows(used, { kind, roster: { ...roster, ...counts }, state, moment })
    return {
      subjectId: id,
      writes: [...writes, update('RosterImport', id, { ...counts, appliedAt, appliedById: actor.accountId })],
      ...more,
    }
  },
  payload: (t) => ({
    ...rosterPayload(t),
    passwords: t.field({
      type: [accountPasswordRef],
      nullable: true,
      ...most(kindOf('ACCOUNTS').mostRows),
      description:
        'The passwords of the accounts that a roster of accounts has made. They are shown once: null where the same clientId is sent again, and for all other kinds. 账号名册所建账号的密码,只显示一次;重复发送同一 clientId 时以及其他种类均为空。',
      resolve: ({ secret }) => secret ?? null,
    }),
  }),
})

/** True where the row would still do what the preview has shown. */
const doesTheSame = (today: PlannedRow, then: PlannedRow): boolean =>
  today.kind === then.kind && isDeepStrictEqual(today.changes, then.changes)

/** CONFLICT: the roster was applied before. */
const alreadyApplied = (id: string) =>
  conflict({ zh: '这份名册已经导入。', en: 'This roster was applied already.' }, globalId('RosterImport', id))
