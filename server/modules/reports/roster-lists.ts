import { visibleRosters } from '#server/modules/rosters/access.ts'
import { RosterKindEnum } from '#server/modules/rosters/enums.ts'
import type { Columns } from '#server/modules/rosters/kind.ts'
import { kindOf } from '#server/modules/rosters/kinds.ts'
import { readRosterRows } from '#server/modules/rosters/lists.ts'
import { reasonSentence } from '#server/modules/rosters/sentences.ts'
import { wordOf } from '#server/platform/enum-type.ts'
import { notFound, type Sentence } from '#server/platform/errors.ts'
import { db } from '#server/postgres/db.ts'
import { column, inLocale, type List, mapRows, yesOrNo } from './list.ts'
import type { TableColumn } from './table-file.ts'

/** An empty roster of a kind: a sheet with the headers, and one that says what is to be written in each column. */
export const templateList: List = ({ rosterKind, locale }) => {
  const kind = rosterKind ?? 'ENTERPRISES'
  const columns = Object.entries(kindOf(kind).columns as Columns)
  const heads = [
    { zh: '列', en: 'Column' },
    { zh: '必填', en: 'Required' },
    { zh: '填写说明', en: 'What to write' },
    { zh: '示例', en: 'Example' },
  ]
  return {
    title: { zh: `${wordOf(RosterKindEnum, kind, 'zh')}模板`, en: `${wordOf(RosterKindEnum, kind, 'en')} template` }[
      locale
    ],
    columns: inLocale(
      columns.map(([key, { name }]) => column(key, name, 'text', 20)),
      locale,
    ),
    rows: [],
    guide: {
      title: { zh: '说明', en: 'How to fill it in' }[locale],
      lines: [
        heads.map((head) => head[locale]),
        ...columns.map(([, { name, isRequired = false, hint, example }]) => [
          name[locale],
          yesOrNo(isRequired, locale),
          hint[locale],
          example,
        ]),
      ],
    },
  }
}

/** What a roster's import refused: the file's own columns and why, so that it can be mended and sent again. */
export const refusedList: List = async ({ viewer, rosterId, locale }) => {
  const found = await db.rosterImport.findFirst({
    where: { AND: [{ id: rosterId ?? '' }, visibleRosters(viewer)] },
    select: { id: true, headers: true, kind: true },
  })
  if (!found) throw notFound('rosterId')
  const columns = found.headers.flatMap((header, index): TableColumn[] =>
    // the reasons of an earlier import, in a file that was mended in part, give way to those of this one
    Object.values(reasonHeader).includes(header) ? [] : [{ key: String(index), header, type: 'text' }],
  )
  return {
    title: { zh: '名册拒绝行', en: 'Refused rows' }[locale],
    columns: [...columns, { key: 'reason', header: reasonHeader[locale], type: 'text', width: 48 }],
    rows: mapRows(refusedRows(found.id), ({ original, reasons }) => ({
      ...original,
      reason: reasons
        .map((each) => reasonSentence(kindOf(found.kind).columns, each, locale))
        .join(locale === 'zh' ? ';' : '; '),
    })),
  }
}

/** The header of the column that says why a row was refused. It is no column of any kind, so that a mended file can be imported. */
const reasonHeader: Sentence = { zh: '拒绝原因', en: 'Why refused' }

async function* refusedRows(rosterId: string) {
  for (let offset = 0, limit = 1000; ; offset += limit) {
    const rows = await readRosterRows(rosterId, 'REFUSE', { limit, offset })
    yield* rows
    if (rows.length < limit) return
  }
}
