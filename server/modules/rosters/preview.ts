import { createHash } from 'node:crypto'
import { changeFields, deed } from '#server/log/deed.ts'
import { builder } from '#server/platform/builder.ts'
import { addDays, now } from '#server/platform/clock.ts'
import { db } from '#server/postgres/db.ts'
import { countRows, readRows } from './compare.ts'
import { readRosterFile } from './file.ts'
import { rosterPayload } from './payload.ts'
import { compareWithRegister } from './store.ts'

const PreviewRosterInput = builder.inputType('PreviewRosterInput', {
  description: 'A roster file to be previewed. 要预览的企业名册文件。',
  fields: (t) => ({
    ...changeFields(t),
    file: t.field({
      type: 'Upload',
      description: 'An .xlsx or .csv file of at most 10 MB. 至多 10 MB 的 .xlsx 或 .csv 文件。',
    }),
  }),
})

const keptDays = 7
const transactionMs = 120_000

/** Reads a roster and says what would be created, changed, left unchanged and refused. The register stays as it is. */
export const previewRoster = deed('previewRoster', {
  does: {
    en: 'Reads a roster file and says which rows would create, change, leave unchanged or be refused. It changes nothing in the register.',
    zh: '读取名册文件,说明哪些行会新增、修改、不变或拒收;不改动企业登记。',
  },
  errors: {
    INVALID: {
      en: 'the file cannot be read, has no usable header row or is larger than allowed',
      zh: '文件无法读取、没有可用的表头,或超出大小限制',
    },
  },
  input: PreviewRosterInput,
  roles: ['COMMAND'],
  unhashed: ['file', 'happenedAt'],
  async prepare({ file }, { unionId }) {
    const bytes = new Uint8Array(await file.arrayBuffer())
    const fileName = file.name.replace(/[\p{Cc}\p{Cs}]/gu, '').slice(0, 200)
    const { rows: lines, headers } = await readRosterFile(bytes, fileName)
    const zones = await db.zone.findMany({ where: { unionId }, orderBy: { position: 'asc' }, select: { name: true } })
    const read = readRows(
      lines,
      zones.map(({ name }) => name),
    )
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    return { fileName, sha256, headers, rows: await compareWithRegister(db, unionId, read) }
  },
  hashed: ({ fileName, sha256 }) => ({ fileName, sha256 }),
  limits: { timeout: transactionMs },
  payload: rosterPayload,
  async work(tx, { actor, prepared: { fileName, headers, rows } }) {
    const { unionId, accountId } = actor
    const old = addDays(now(), -keptDays)
    await tx.rosterImport.deleteMany({ where: { unionId, appliedAt: null, createdAt: { lt: old } } })
    const { id } = await tx.rosterImport.create({
      data: { unionId, actorId: accountId, fileName, headers, rows, createdAt: now(), ...countRows(rows) },
      select: { id: true },
    })
    return { subjectId: id, events: [] }
  },
})
