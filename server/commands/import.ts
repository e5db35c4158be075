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

  --kind KIND      what its rows are: ENTERPRISES, HUNDRED, SUPPLIERS, RESUMPTIONS, VISIT_PLAN,
                   SQUADS or AGENCIES; ENTERPRISES by default
  --url URL        the server; http://localhost:4000 by default
  --username NAME  the account that imports; command by default
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
  },

  async work({ operands, values: { kind, url, username, yes, refused }, signal }) {
    const file = await readRoster(operands[0]!)
    const api = new Api(url)
    await api.signIn(username, process.env.SIZHEN_PASSWORD ?? (await askOnce('Password', signal, true)))
    const roster = await preview(api, file, kind)
    if (refused && roster.refused > 0) await saveRefusedRows(api, roster.id, refused)
    if (roster.created + roster.changed === 0) return console.log('Nothing to apply.')
    if (!yes && !/^y/i.test(await askOnce('Apply? (y/n)', signal))) return console.log('Nothing was changed.')
    await apply(api, roster.id)
  },
})

type Row = { row: number; name: string; key: string; reasons: { sentence: string }[] }
type Roster = {
  id: string
  created: number
  changed: number
  unchanged: number
  refused: number
  rows: { edges: { node: Row }[] }
}

async function readRoster(path: string): Promise<File> {
  const bytes = await readFile(path).catch(() => {
    throw new StartError(`${path} can't be read.`)
  })
  return new File([new Uint8Array(bytes)], basename(path))
}

/** Has the server preview the file and prints what applying it would do. */
async function preview(api: Api, file: File, kind: string): Promise<Roster> {
  const document = `mutation ($input: PreviewRosterInput!) { previewRoster(input: $input) { roster {
    id created changed unchanged refused
    rows(kinds: [REFUSE], first: 100) { edges { node { row name key reasons { sentence } } } } } } }`
  const input = { clientId: randomUUID(), kind, file: null }
  const { previewRoster } = await api.request<{ previewRoster: { roster: Roster } }>(document, { input }, file)
  const { created, changed, unchanged, refused, rows } = previewRoster.roster
  console.log(`To create ${created}, to change ${changed}, the same ${unchanged}, refused ${refused}.`)
  for (const { node } of rows.edges) {
    const reasons = node.reasons.map(({ sentence }) => sentence).join('; ')
    console.log(`  row ${node.row}: ${node.name || '—'} ${node.key}: ${reasons}`)
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
