import { randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { StartError } from '#server/platform/start-error.ts'
import { Api } from './api.ts'
import { askOnce } from './questions.ts'
import { run } from './run.ts'

await run({
  usage: `Previews a roster (.xlsx or .csv) at a running server and, after a yes, applies it.

  npm run import -- FILE [--kind ENTERPRISES] [--url http://localhost:4000] [--username command] [--yes] [--refused FILE]
             [--map "HEADER=COLUMN,…"]

  --kind KIND      what its rows are: ENTERPRISES, HUNDRED, SUPPLIERS, RESUMPTIONS, VISIT_PLAN,
                   SQUADS or AGENCIES; ENTERPRISES by default
  --url URL        the server; http://localhost:4000 by default
  --username NAME  the account that imports; command by default
  --map LIST       what headers of the file mean, as in "纳税人=name,税号=creditCode,备注="; a header without
                   a column is ignored. It is remembered for the next file with the same headers
  --yes            applies without asking
  --refused FILE   keeps the refused rows as a CSV, in the roster's own columns and with the reasons

The password is taken from SIZHEN_PASSWORD, or asked for.`,
  operands: ['FILE'],
  options: {
    kind: { type: 'string', default: 'ENTERPRISES' },
    url: { type: 'string', default: 'http://localhost:4000' },
    username: { type: 'string', default: 'command' },
    yes: { type: 'boolean', default: false },
    refused: { type: 'string' },
    map: { type: 'string' },
  },

  async work({ operands, values: { kind, url, username, yes, refused, map }, signal }) {
    const columns = map === undefined ? undefined : readMap(map)
    const file = await readRoster(operands[0]!)
    const api = new Api(url)
    await api.signIn(username, process.env.SIZHEN_PASSWORD ?? (await askOnce('Password', signal, true)))
    const roster = await preview(api, file, kind, columns)
    if (refused && roster.refused > 0) await saveRefusedRows(api, roster.id, refused)
    if (roster.created + roster.changed === 0) return console.log('Nothing to apply.')
    if (!yes && !/^y/i.test(await askOnce('Apply? (y/n)', signal))) return console.log('Nothing was changed.')
    await apply(api, roster.id)
  },
})

type Column = { header: string; column: string | null }
type Row = { sheet: string; row: number; name: string; key: string; reasons: { sentence: string }[] }
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
  refused: number
  read: number
  sheets: Sheet[]
  rows: { edges: { node: Row }[] }
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
    id created changed unchanged refused read
    sheets { name isRead sentence headerRow rows skipped skippedRows headers { header column } }
    rows(kinds: [REFUSE], first: 100) { edges { node { sheet row name key reasons { sentence } } } } } } }`
  const input = { clientId: randomUUID(), kind, file: null, ...(columns && { columns }) }
  const { previewRoster } = await api.request<{ previewRoster: { roster: Roster } }>(document, { input }, file)
  const { created, changed, unchanged, refused, read, rows, sheets } = previewRoster.roster
  for (const sheet of sheets) console.log(sheetLine(sheet))
  console.log(
    `Rows read ${read}: to create ${created}, to change ${changed}, the same ${unchanged}, refused ${refused}.`,
  )
  for (const { node } of rows.edges) {
    const reasons = node.reasons.map(({ sentence }) => sentence).join('; ')
    console.log(`  ${node.sheet && `${node.sheet} `}row ${node.row}: ${node.name || '—'} ${node.key}: ${reasons}`)
  }
  if (refused > rows.edges.length) console.log(`  … and ${refused - rows.edges.length} more`)
  return previewRoster.roster
}

async function saveRefusedRows(api: Api, rosterId: string, path: string): Promise<void> {
  const document =
    'query ($rosterId: ID!) { exportList(list: ROSTER_REFUSED, format: CSV, rosterId: $rosterId) { url } }'
  const { exportList } = await api.request<{ exportList: { url: string } }>(document, { rosterId })
  await writeFile(path, new Uint8Array(await (await fetch(exportList.url)).arrayBuffer()))
  console.log(`The refused rows are in ${path}.`)
}

async function apply(api: Api, rosterId: string): Promise<void> {
  const document = 'mutation ($input: ApplyRosterInput!) { applyRoster(input: $input) { seq } }'
  const input = { clientId: randomUUID(), rosterId }
  const { applyRoster } = await api.request<{ applyRoster: { seq: number } }>(document, { input })
  console.log(`Applied, as event ${applyRoster.seq}.`)
}
