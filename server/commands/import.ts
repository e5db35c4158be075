import { randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join, parse } from 'node:path'
import { StartError } from '#server/platform/start-error.ts'
import { Api } from './api.ts'
import { listImports, undoImport } from './past-imports.ts'
import { askOnce } from './questions.ts'
import { run, UsageError } from './run.ts'

await run({
  usage: `Previews a roster (.xlsx or .csv) at a running server and, after a yes, applies it; or undoes an import.

  npm run import -- FILE [--kind ENTERPRISES] [--url http://localhost:4000] [--username command] [--yes] [--refused FILE]
              [--map "HEADER=COLUMN,…"] [--doubtful same|new|leave] [--left FILE]
  npm run import -- --list
  npm run import -- --undo ID

  --kind KIND      what its rows are: ENTERPRISES, HUNDRED, SUPPLIERS, RESUMPTIONS, VISIT_PLAN,
                   SQUADS or AGENCIES; ENTERPRISES by default
  --url URL        the server; http://localhost:4000 by default
  --username NAME  the account that imports; command by default
  --map LIST       what headers of the file mean, as in "纳税人=name,税号=creditCode,备注="; a header without
                   a column is ignored. It is remembered for the next file with the same headers
  --doubtful WHAT  what the rows are that are likely to be in the register already: same, new or leave; leave by default:
                   they can be decided one by one at the desk, also after the import
  --yes            applies or undoes without asking
  --refused FILE   where the refused rows are kept, in the roster's own columns and with the reasons, as .xlsx, or
                   as .csv where its name ends so; ROSTER.refused.xlsx beside the roster by default
  --left FILE      where the doubtful rows are kept that are left, with what each is likely to be; ROSTER.doubtful.xlsx
                   beside the roster by default
  --list           prints the last imports, newest first, with their ids
  --undo ID        undoes the import of this id as a whole, and says what stays because it was used since

The password is taken from SIZHEN_PASSWORD, or asked for.`,
  operands: 'any',
  options: {
    kind: { type: 'string', default: 'ENTERPRISES' },
    url: { type: 'string', default: 'http://localhost:4000' },
    username: { type: 'string', default: 'command' },
    yes: { type: 'boolean', default: false },
    refused: { type: 'string' },
    left: { type: 'string' },
    map: { type: 'string' },
    doubtful: { type: 'string', default: 'leave' },
    list: { type: 'boolean', default: false },
    undo: { type: 'string' },
  },

  async work({ operands, values: { kind, url, username, yes, refused, left, map, doubtful, list, undo }, signal }) {
    const isOfFile = !list && undo === undefined
    const extra = operands[isOfFile ? 1 : 0]
    if (extra !== undefined) throw new UsageError(`${extra} is one argument too many.`)
    if (isOfFile && !operands[0]) throw new UsageError('FILE is missing.')
    if (!['same', 'new', 'leave'].includes(doubtful)) throw new UsageError('--doubtful takes same, new or leave.')
    const columns = map === undefined ? undefined : readMap(map)
    const file = isOfFile ? await readRoster(operands[0]!) : null
    const api = new Api(url)
    await api.signIn(username, process.env.SIZHEN_PASSWORD ?? (await askOnce('Password', signal, true)))
    if (list) return listImports(api)
    if (undo !== undefined) {
      if (!yes && !/^y/i.test(await askOnce('Undo the import? (y/n)', signal)))
        return console.log('Nothing was changed.')
      return undoImport(api, undo)
    }
    const roster = await preview(api, file!, kind, columns)
    if (roster.refused > 0) await saveRows(api, roster.id, 'refused', refused ?? besideOf(operands[0]!, 'refused'))
    const decided = doubtful === 'leave' ? 0 : roster.doubtful
    if (roster.doubtful > decided)
      await saveRows(api, roster.id, 'doubtful', left ?? besideOf(operands[0]!, 'doubtful'))
    if (roster.created + roster.changed + decided === 0) return console.log('Nothing to apply.')
    if (!yes && !/^y/i.test(await askOnce('Apply? (y/n)', signal))) return console.log('Nothing was changed.')
    await apply(api, roster.id, doubtful)
  },
})

type Column = { header: string; column: string | null }
type Row = {
  sheet: string
  row: number
  name: string
  key: string
  reasons: { sentence: string }[]
  likeness: { header: string; value: string }[]
}
type Sheet = {
  name: string
  isRead: boolean
  sentence: string | null
  headerRow: number | null
  rows: number
  skipped: number
  skippedRows: number[]
  headers: Column[]
}
type Roster = {
  id: string
  created: number
  changed: number
  unchanged: number
  doubtful: number
  refused: number
  read: number
  sheets: Sheet[]
  refusedRows: { edges: { node: Row }[] }
  doubtfulRows: { edges: { node: Row }[] }
}

async function readRoster(path: string): Promise<File> {
  const bytes = await readFile(path).catch(() => {
    throw new StartError(`${path} can't be read.`)
  })
  return new File([new Uint8Array(bytes)], basename(path))
}

/** What is said of headers in `HEADER=COLUMN,…`. */
const readMap = (map: string): Column[] =>
  map.split(/[,\uFF0C]/).map((pair) => {
    const at = pair.lastIndexOf('=')
    if (at < 1) throw new StartError(`--map takes HEADER=COLUMN, with commas between: “${pair}” is none.`)
    return { header: pair.slice(0, at).trim(), column: pair.slice(at + 1).trim() || null }
  })

/** What was read of a sheet, in a line. */
function sheetLine({ name, isRead, sentence, headerRow, rows, skipped, skippedRows, headers }: Sheet): string {
  const title = name ? `Sheet “${name}”` : 'The file'
  if (!isRead) return `${title} is left out: ${sentence}`
  const taken = headers.flatMap(({ header, column }) => (column ? `${header}=${column}` : []))
  const ignored = headers.flatMap(({ header, column }) => (column ? [] : header))
  return [
    `${title}: ${rows} rows below the header in row ${headerRow}`,
    `columns ${taken.join(', ')}`,
    ...(ignored.length > 0 ? [`not used ${ignored.join(', ')}`] : []),
    ...(skipped > 0 ? [`${skipped} totals and notes (row ${skippedRows.join(', ')})`] : []),
  ].join('; ')
}

/** Has the server preview the file and prints what applying it would do. */
async function preview(api: Api, file: File, kind: string, columns: Column[] | undefined): Promise<Roster> {
  const document = `mutation ($input: PreviewRosterInput!) { previewRoster(input: $input) { roster {
    id created changed unchanged doubtful refused read
    sheets { name isRead sentence headerRow rows skipped skippedRows headers { header column } }
    refusedRows: rows(kinds: [REFUSE], first: 100) { edges { node { ...Line } } }
    doubtfulRows: rows(kinds: [DOUBT], first: 100) { edges { node { ...Line } } } } } }
    fragment Line on RosterRow { sheet row name key reasons { sentence } likeness { header value } }`
  const input = { clientId: randomUUID(), kind, file: null, ...(columns && { columns }) }
  const { previewRoster } = await api.request<{ previewRoster: { roster: Roster } }>(document, { input }, file)
  const { created, changed, unchanged, doubtful, refused, read, sheets, refusedRows, doubtfulRows } =
    previewRoster.roster
  for (const sheet of sheets) console.log(sheetLine(sheet))
  console.log(
    `Rows read ${read}: to create ${created}, to change ${changed}, the same ${unchanged}, doubtful ${doubtful}, refused ${refused}.`,
  )
  printRows('Refused', refused, refusedRows.edges, ({ reasons }) => reasons.map(({ sentence }) => sentence))
  printRows('Doubtful, likely to be', doubtful, doubtfulRows.edges, ({ likeness }) =>
    likeness.map(({ header, value }) => `${header} ${value}`),
  )
  return previewRoster.roster
}

/** Prints the first of the rows, each with what is said of it, and how many more there are. */
function printRows(title: string, count: number, rows: readonly { node: Row }[], said: (row: Row) => string[]): void {
  if (count > 0) console.log(`${title}:`)
  for (const { node } of rows) {
    const { sheet, row, name, key } = node
    console.log(`  ${sheet && `${sheet} `}row ${row}: ${name || '—'} ${key}: ${said(node).join('; ')}`)
  }
  if (count > rows.length) console.log(`  … and ${count - rows.length} more`)
}

/** Where rows of the roster are kept: beside it. */
function besideOf(path: string, what: string): string {
  return join(dirname(path), `${parse(path).name}.${what}.xlsx`)
}

async function saveRows(api: Api, rosterId: string, what: 'refused' | 'doubtful', path: string): Promise<void> {
  const document = `query ($list: ExportedList!, $rosterId: ID!, $format: FileFormat!) {
    exportList(list: $list, format: $format, rosterId: $rosterId) { url } }`
  const list = `ROSTER_${what.toUpperCase()}`
  const variables = { list, rosterId, format: /\.csv$/i.test(path) ? 'CSV' : 'XLSX' }
  const { exportList } = await api.request<{ exportList: { url: string } }>(document, variables)
  const file = new Uint8Array(await (await fetch(exportList.url)).arrayBuffer())
  await writeFile(path, file).catch(() => {
    const option = { refused: '--refused', doubtful: '--left' }[what]
    throw new StartError(`The ${what} rows can't be written to ${path}: name another place by ${option}.`)
  })
  console.log(`The ${what} rows are in ${path}.`)
}

async function apply(api: Api, rosterId: string, doubtful: string): Promise<void> {
  const document = 'mutation ($input: ApplyRosterInput!) { applyRoster(input: $input) { seq } }'
  const othersAreSame = { same: true, new: false }[doubtful]
  const input = { clientId: randomUUID(), rosterId, ...(othersAreSame !== undefined && { othersAreSame }) }
  const { applyRoster } = await api.request<{ applyRoster: { seq: number } }>(document, { input })
  console.log(`Applied, as event ${applyRoster.seq}.`)
}
