import { createHash } from 'node:crypto'
import { z } from 'zod'
import { changeFields, deed } from '#server/log/deed.ts'
import type { Load, Read } from '#server/log/load.ts'
import { insert } from '#server/log/rows.ts'
import { readCellTexts } from '#server/modules/cell-texts/keep.ts'
import { builder } from '#server/platform/builder.ts'
import { now } from '#server/platform/clock.ts'
import { newId } from '#server/platform/ids.ts'
import { inParts } from '#server/platform/in-parts.ts'
import { countRows, readRows, rowComparer, storable } from './compare.ts'
import { RosterKindEnum } from './enums.ts'
import { readRosterFile } from './file.ts'
import { kindOf } from './kinds.ts'
import { checkMapping, keepMappings, readMappings } from './mapping.ts'
import { rosterPayload } from './payload.ts'
import type { KnownTexts } from './settled.ts'
import { mostFileColumns } from './sheet.ts'
import { storedSheet, withZones, zoneNames } from './sheets.ts'
import { storeRows, textsOfRows } from './stored-rows.ts'

const RosterColumnInput = builder.inputType('RosterColumnInput', {
  description: 'What a header of a roster file means. 名册文件的一个表头是哪一列。',
  fields: (t) => ({
    header: t.string({
      validate: z.string().min(1).max(500),
      description:
        'The words of the header; a column without a header is called by its letters, such as (F). 表头的文字;没有表头的列写列号,如 (F)。',
    }),
    column: t.string({
      required: false,
      validate: z.string().max(50),
      description:
        'The key of the column of the roster; null where it is to be ignored. 名册的列的标识;为空则不读取这一列。',
    }),
  }),
})

const PreviewRosterInput = builder.inputType('PreviewRosterInput', {
  description: 'A roster file to be previewed. 要预览的名册文件。',
  fields: (t) => ({
    ...changeFields(t),
    kind: t.field({
      type: RosterKindEnum,
      required: false,
      description: 'What its rows are; enterprises if left out. 名册的种类,不填为企业名册。',
    }),
    file: t.field({
      type: 'Upload',
      description: 'An .xlsx or .csv file of at most 10 MB. 至多 10 MB 的 .xlsx 或 .csv 文件。',
    }),
    headerOptional: t.boolean({
      required: false,
      description:
        'True where the header row may be missing, as in cells that were pasted: its columns are then those of the template, in their order. 粘贴的内容可以没有表头,此时各列按模板的顺序。',
    }),
    columns: t.field({
      type: [RosterColumnInput],
      required: false,
      validate: z.array(z.any()).max(mostFileColumns),
      description:
        'What headers of the file mean, where their words do not say it. It is remembered for the next file of this kind with the same headers. 表头的文字看不出是哪一列时,由此指定;下次同类文件表头相同时沿用。',
    }),
  }),
})

const statementMs = 120_000

/** Reads a roster and says what would be created, changed, left unchanged, is doubtful and is refused. Nothing else is changed. */
export const previewRoster = deed('previewRoster', {
  does: {
    en: 'Reads a roster file and says which rows would create, change, leave unchanged, are likely to be in the register already or are refused. It changes nothing else.',
    zh: '读取名册文件,说明哪些行会新增、修改、不变、疑似已登记或拒收;不改动任何资料。',
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
  async prepare({ kind: kindName, file, headerOptional, columns }, { unionId }) {
    const name = kindName ?? 'ENTERPRISES'
    const kind = kindOf(name)
    const mapping = columns ? checkMapping(kind, columns) : undefined
    const bytes = new Uint8Array(await file.arrayBuffer())
    const fileName = [...file.name.replace(/[\p{Cc}\p{Cs}]/gu, '')].slice(0, 200).join('')
    const read = await readRosterFile(bytes, fileName, kind, {
      isHeaderOptional: headerOptional ?? false,
      ...(mapping ? { mapping } : { remembered: await readMappings(unionId, name) }),
    })
    const rows = await readRows(kind, withZones(kind, read, await zoneNames(unionId)))
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const sheets = read.sheets.map(storedSheet)
    return { kind, fileName, sha256, headers: read.headers.map(storable), rows, sheets, mapping }
  },
  hashed: ({ fileName, sha256 }) => ({ fileName, sha256 }),
  limits: { timeout: statementMs },
  payload: rosterPayload,
  load: (actor, _, { kind, rows }): Load<{ texts: Read<KnownTexts> }> => ({
    lock: [],
    read: { ...kind.load(actor, rows).read, texts: readCellTexts(actor.unionId, kind.subject) },
  }),
  async decide(state, { kind: kindName }, { at, actor, prepared }) {
    const { kind, fileName, headers, rows, sheets, mapping } = prepared
    const compare = rowComparer(kind, state, { actor, at, prepared: undefined })
    const compared = await inParts(rows, (part) => part.map((row) => compare(row).row))
    const roster = {
      id: newId(),
      unionId: actor.unionId,
      actorId: actor.accountId,
      kind: kindName ?? 'ENTERPRISES',
      fileName,
      headers,
      rows: [],
      read: sheets.reduce((sum, sheet) => sum + sheet.rows, 0),
      sheets,
      ...countRows(compared),
      toCheck: compared.filter(({ texts }) => texts.some(({ isDoubtful }) => isDoubtful)).length,
      createdAt: now(),
    }
    const remembered = mapping ? keepMappings(roster, sheets) : []
    const stored = storeRows(roster.id, await textsOfRows(compared))
    return { subjectId: roster.id, writes: [insert('RosterImport', roster), ...stored, ...remembered], events: [] }
  },
})
