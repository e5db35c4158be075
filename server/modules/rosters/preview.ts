import { createHash } from 'node:crypto'
import { Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { insert } from '#server/log/rows.ts'
import { builder } from '#server/platform/builder.ts'
import { now } from '#server/platform/clock.ts'
import { newId } from '#server/platform/ids.ts'
import { inParts } from '#server/platform/in-parts.ts'
import { codesOf, compareRow, countRows, readRows, storable } from './compare.ts'
import { readRosterFile } from './file.ts'
import { rosterPayload } from './payload.ts'
import { readRegister } from './store.ts'

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

const statementMs = 120_000

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
  async prepare({ file }) {
    const bytes = new Uint8Array(await file.arrayBuffer())
    const fileName = [...file.name.replace(/[\p{Cc}\p{Cs}]/gu, '')].slice(0, 200).join('')
    const { rows: lines, headers } = await readRosterFile(bytes, fileName)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    return { fileName, sha256, headers: headers.map(storable), rows: readRows(lines) }
  },
  hashed: ({ fileName, sha256 }) => ({ fileName, sha256 }),
  limits: { timeout: statementMs },
  payload: rosterPayload,
  load: ({ unionId }, _, { rows }) => ({
    lock: [],
    read: readRegister(unionId, Prisma.sql`SELECT unnest(${codesOf(rows)}::text[])`),
  }),
  async decide(register, _, { actor: { unionId, accountId }, prepared: { fileName, headers, rows } }) {
    const compared = await inParts(rows, (part) => part.map((row) => compareRow(row, register)))
    const roster = {
      id: newId(),
      unionId,
      actorId: accountId,
      fileName,
      headers,
      rows: compared,
      ...countRows(compared),
      createdAt: now(),
    }
    return { subjectId: roster.id, writes: [insert('RosterImport', roster)], events: [] }
  },
})
