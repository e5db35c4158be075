import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { RosterImport } from '#codegen/prisma/client.ts'
import type { EventDraft } from '#server/log/catalogue.ts'
import { type Change, type Receipt, write } from '#server/log/write.ts'
import { addDays, now } from '#server/platform/clock.ts'
import { type Actor, allow } from '#server/platform/context.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { db, type Tx } from '#server/postgres/db.ts'
import { compareRow, countRows, type PlannedRow, readRows } from './compare.ts'
import { rosterEvents } from './events.ts'
import { readRosterFile } from './file.ts'
import { changeRows, createRows, lockKnown, readKnown } from './store.ts'

/** A roster as it was uploaded. */
export type PreviewRoster = Change & { fileName: string; bytes: Uint8Array }

const keptDays = 7
const applyMs = 120_000

/** Reads a roster and says what would be created, changed, left alone and refused; changes nothing of the register. */
export async function previewRoster(actor: Actor, input: PreviewRoster): Promise<Receipt> {
  allow(actor, 'COMMAND')
  const { clientId, fileName, bytes } = input
  const { unionId } = actor
  const file = await readRosterFile(bytes, fileName)
  const zones = await db.zone.findMany({ where: { unionId }, orderBy: { position: 'asc' }, select: { name: true } })
  const read = readRows(
    file.rows,
    zones.map(({ name }) => name),
  )
  const rows = await compare(db, unionId, read)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const work = async (tx: Tx) => {
    const old = addDays(now(), -keptDays)
    await tx.rosterImport.deleteMany({ where: { unionId, appliedAt: null, createdAt: { lt: old } } })
    const { id } = await tx.rosterImport.create({
      data: {
        unionId,
        actorId: actor.accountId,
        fileName,
        headers: file.headers,
        rows,
        createdAt: now(),
        ...countRows(rows),
      },
      select: { id: true },
    })
    return { subjectId: id, events: [] }
  }
  return write(actor, 'previewRoster', { clientId, fileName, sha256 }, work, { timeout: applyMs })
}

/** Applies a previewed roster: all of its good rows in one transaction and one event. The same file again is none. */
export const applyRoster = (actor: Actor, input: Change & { rosterId: string }): Promise<Receipt> =>
  write(actor, 'applyRoster', input, (tx) => apply(tx, actor, input.rosterId), { timeout: applyMs })

async function apply(tx: Tx, actor: Actor, rosterId: string) {
  allow(actor, 'COMMAND')
  const { unionId } = actor
  const roster = await tx.rosterImport.findFirst({ where: { id: rosterId, unionId } })
  if (!roster) throw notFound('rosterId')
  const at = now()
  const { count } = await tx.rosterImport.updateMany({
    where: { id: rosterId, appliedAt: null },
    data: { appliedAt: at },
  })
  if (!count) throw applied(rosterId)
  const rows = roster.rows as PlannedRow[]
  const toChange = rows.filter(({ kind }) => kind === 'CHANGE')
  await lockKnown(
    tx,
    unionId,
    toChange.map(({ creditCode }) => creditCode),
  )
  const known = await readKnown(tx, unionId, codesOf(rows))
  if (!rows.every((row) => stillHolds(row, compareRow(row, known.get(row.creditCode))))) throw outdated(rosterId)
  const toCreate = rows.filter(({ kind }) => kind === 'CREATE')
  if (!(await createRows(tx, unionId, toCreate, at))) throw outdated(rosterId)
  await changeRows(tx, unionId, toChange, known, at)
  return { subjectId: rosterId, unionId, events: eventOf(roster) }
}

/** What the import did, and what it adds to the register. Nothing done is no event. */
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

const codesOf = (rows: PlannedRow[]) => rows.flatMap(({ entry }) => (entry ? [entry.creditCode] : []))

async function compare(tx: Tx, unionId: string, rows: PlannedRow[]): Promise<PlannedRow[]> {
  const known = await readKnown(tx, unionId, codesOf(rows))
  return rows.map((row) => compareRow(row, known.get(row.creditCode)))
}

const stillHolds = (then: PlannedRow, today: PlannedRow): boolean =>
  then.kind === today.kind && isDeepStrictEqual(then.changes, today.changes)

const applied = (id: string) =>
  conflict({ zh: '这份名册已经导入。', en: 'This roster was applied already.' }, globalId('RosterImport', id))

const outdated = (id: string) =>
  conflict(
    {
      zh: '预览之后企业资料有变动,请重新预览这份名册。',
      en: 'The register has changed since the preview: preview this roster again.',
    },
    globalId('RosterImport', id),
  )
