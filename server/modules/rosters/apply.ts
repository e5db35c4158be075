import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { type Load, type Read, root } from '#server/log/load.ts'
import { update } from '#server/log/rows.ts'
import type { Decision } from '#server/log/write.ts'
import { readCellTexts } from '#server/modules/cell-texts/keep.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict, invalid, notFound } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { inParts } from '#server/platform/in-parts.ts'
import { most } from '#server/platform/most.ts'
import { clampToEarliest } from '#server/platform/report-limits.ts'
import { db } from '#server/postgres/db.ts'
import { visibleRosters } from './access.ts'
import { rowComparer } from './compare.ts'
import { outdated } from './errors.ts'
import type { PlannedRow, RowCounts, RowKind, Secret } from './kind.ts'
import { kindOf } from './kinds.ts'
import { type Roster, readRoster } from './load.ts'
import { rosterPayload } from './payload.ts'
import type { KnownTexts } from './settled.ts'
import { readStoredRows } from './stored-rows.ts'
import { textWrites } from './texts.ts'
import { lockTexts } from './undo-texts.ts'

const RowDecisionInput = builder.inputType('RowDecisionInput', {
  description:
    'Whether a doubtful row is about what it is like, or about something new. 对一条存疑行的判断:是否同一家。',
  fields: (t) => ({
    place: t.int({
      description: 'The place of the row among the rows of the roster, from 1. 该行在名册各行中的次序,从 1 起。',
    }),
    isSame: t.boolean({
      required: false,
      description:
        'True where it is the same one, which the row changes; false where it is new; null leaves the row out. 同一家为真(更新资料),另一家为假(新增),为空则不导入这一行。',
    }),
  }),
})

const ApplyRosterInput = builder.inputType('ApplyRosterInput', {
  description: 'Which previewed roster is applied. 导入哪份已预览的名册。',
  fields: (t) => ({
    ...changeFields(t),
    rosterId: t.id({ description: 'The global id of the previewed roster. 已预览名册的编号。' }),
    decisions: t.field({
      type: [RowDecisionInput],
      required: false,
      validate: z.array(z.any()).max(20_000),
      description: 'What was decided of doubtful rows, one by one. 对存疑行逐条的判断。',
    }),
    othersAreSame: t.boolean({
      required: false,
      description:
        'What holds for the doubtful rows that were not decided one by one: true where each is the same one, false where each is new. Left out, these rows are left out. 未逐条判断的存疑行:真为都是同一家,假为都是新增,不填则都不导入。',
    }),
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
    const where = { AND: [{ id: rosterId }, visibleRosters(actor)] }
    const found = await db.rosterImport.findFirst({ where, select: { kind: true, appliedAt: true } })
    if (!found) throw notFound('rosterId')
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
    { decisions, othersAreSame },
    { at, actor, prepared: { kind, rows, own } },
  ): Promise<Decision & { secret?: Secret[] }> {
    const { id } = roster
    if (roster.appliedAt) throw alreadyApplied(id)
    const appliedAt = clampToEarliest(at, roster.createdAt, {
      zh: '导入时间早于名册的预览时间。',
      en: 'happenedAt lies before the preview.',
    })
    const moment = { actor, at: appliedAt, prepared: own }
    const compare = rowComparer(kind, state, moment)
    for (const [nth, { place }] of (decisions ?? []).entries()) {
      if (place < 1 || place > rows.length) throw noSuchRow(nth)
    }
    const choices = new Map((decisions ?? []).map(({ place, isSame }) => [place, isSame]))
    const decidedRows = await inParts([...rows.entries()], (part) =>
      part.flatMap(([index, then]) => {
        const { row: today, effect } = compare(then)
        if (!doesTheSame(today, then) || (kind.identity && today.subjectId !== then.subjectId)) throw outdated(id)
        const row = decided(today, choices.has(index + 1) ? choices.get(index + 1) : othersAreSame)
        return isLeft(row) ? [] : [{ row, effect, place: index + 1, wasDoubtful: today.kind === 'DOUBT' }]
      }),
    )
    const used = withoutSeconds(decidedRows)
    const counts = countsAfter(roster, used)
    const effects = used.filter(({ row }) => row.kind !== 'SAME')
    const { writes, events, ids, uniqueness, secret } = await kind.apply(effects, state, {
      ...moment,
      roster: { ...roster, ...counts },
    })
    const idOf = ({ place, subjectId }: PlannedRow) => ids?.get(place) ?? subjectId
    const outcomes = await inParts(used, (part) =>
      part.map(({ row, place }) => ({
        place,
        kind: row.kind,
        subjectId: idOf(row),
        isMaker: row.kind === 'CREATE' && row.subjectId === null,
      })),
    )
    const of = { kind, rosterId: id, unionId: actor.unionId, at: appliedAt, known: state.texts }
    const texts = textWrites(of, effects, idOf)
    return {
      subjectId: id,
      writes: [
        ...texts.before,
        ...writes,
        update('RosterImport', id, { ...counts, appliedAt, appliedById: actor.accountId }),
        keepOutcomes(id, outcomes),
        ...texts.after,
      ],
      events: events.map((event) => ({ happenedAt: appliedAt, ...event })),
      ...(uniqueness && { uniqueness }),
      ...(secret && { secret }),
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

/** A row that is not left out. */
type Used = { row: PlannedRow; place: number; wasDoubtful: boolean }

/** True for a row that is left out: it is refused, or nobody has decided whether it is about what it is like. */
const isLeft = ({ kind }: PlannedRow): boolean => kind === 'REFUSE' || kind === 'DOUBT'

/** A doubtful row as it was decided: it changes what it is like, or makes something new. */
function decided(row: PlannedRow, isSame: boolean | null | undefined): PlannedRow {
  if (row.kind !== 'DOUBT' || isSame == null) return row
  if (isSame) return { ...row, kind: row.changes.length > 0 ? 'CHANGE' : 'SAME' }
  return { ...row, kind: 'CREATE', subjectId: null, changes: [] }
}

/**
 * The rows without those doubtful ones that were decided to be what another row is about already: the second would take the place of
 * the first without a word. They stay doubtful.
 */
function withoutSeconds<R extends Used>(rows: readonly R[]): R[] {
  const taken = new Set(rows.flatMap(({ row, wasDoubtful }) => (wasDoubtful ? [] : (row.subjectId ?? []))))
  return rows.filter(({ row: { subjectId }, wasDoubtful }) => {
    if (!wasDoubtful || subjectId === null) return true
    const isSecond = taken.has(subjectId)
    taken.add(subjectId)
    return !isSecond
  })
}

/** The counts of the roster once the doubtful rows are decided. */
function countsAfter(roster: Roster, used: readonly Used[]): RowCounts {
  const count = (kind: RowKind) => used.filter(({ row, wasDoubtful }) => wasDoubtful && row.kind === kind).length
  const [created, changed, same] = [count('CREATE'), count('CHANGE'), count('SAME')]
  return {
    created: roster.created + created,
    changed: roster.changed + changed,
    unchanged: roster.unchanged + same,
    doubtful: roster.doubtful - created - changed - same,
    refused: roster.refused,
  }
}

/** Writes into the roster's rows what became of them. Only this travels, not all that the file held. */
const keepOutcomes = (
  rosterId: string,
  outcomes: readonly { place: number; kind: RowKind; subjectId: string | null; isMaker: boolean }[],
): Prisma.Sql => Prisma.sql`
  UPDATE "RosterImport" SET rows = (
    SELECT coalesce(jsonb_agg(
      CASE WHEN o.value IS NULL THEN r.value ELSE r.value || (o.value - 'place') END
      ORDER BY r.ordinality), '[]')
    FROM jsonb_array_elements(rows) WITH ORDINALITY r
      LEFT JOIN (
        SELECT (value ->> 'place')::int AS place, value FROM jsonb_array_elements(${JSON.stringify(outcomes)}::jsonb)
      ) o ON o.place = r.ordinality
  ) WHERE id = ${rosterId}::uuid`

/** True where the row would still do what the preview has shown. */
const doesTheSame = (today: PlannedRow, then: PlannedRow): boolean =>
  today.kind === then.kind && isDeepStrictEqual(today.changes, then.changes)

const noSuchRow = (nth: number) =>
  invalid(`decisions.${nth}.place`, { zh: '名册没有这一行。', en: 'The roster has no such row.' })

/** CONFLICT: the roster was applied before. */
const alreadyApplied = (id: string) =>
  conflict({ zh: '这份名册已经导入。', en: 'This roster was applied already.' }, globalId('RosterImport', id))
