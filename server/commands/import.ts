import { randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { StartError } from '#server/platform/start-error.ts'
import { askOnce } from '#server/platform/terminal.ts'

const usage = `Previews a roster (.xlsx or .csv) at a running server and, after a yes, applies it.

  npm run import -- FILE [--url http://localhost:4000] [--username command] [--yes] [--refused FILE]

The password is taken from SIZHEN_PASSWORD, or asked for. --yes applies without asking; --refused keeps the refused rows
as a CSV, in the file's own columns and with the reasons.`

type Row = { row: number; name: string; creditCode: string; reasons: { sentence: string }[] }
type Roster = {
  id: string
  created: number
  changed: number
  unchanged: number
  refused: number
  rows: { edges: { node: Row }[] }
}

const previewDocument = `mutation ($input: PreviewRosterInput!) { previewRoster(input: $input) { roster {
  id created changed unchanged refused
  rows(kinds: [REFUSE], first: 100) { edges { node { row name creditCode reasons { sentence } } } } } } }`

/** A client of the public API, as any other. */
class Api {
  private readonly url: string
  private token = ''

  constructor(url: string) {
    this.url = url
  }

  async signIn(username: string, password: string): Promise<void> {
    const document = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
    const { signIn } = await this.ask<{ signIn: { token: string } }>(document, { input: { username, password } })
    this.token = signIn.token
  }

  ask<T>(query: string, variables: object, file?: File): Promise<T> {
    const operation = JSON.stringify({ query, variables })
    if (!file) return this.post(operation, { 'content-type': 'application/json' })
    const form = new FormData()
    form.set('operations', operation)
    form.set('map', JSON.stringify({ 0: ['variables.input.file'] }))
    form.set('0', file)
    return this.post(form, { 'x-sizhen-csrf': '1' })
  }

  private async post<T>(body: string | FormData, headers: Record<string, string>): Promise<T> {
    const language = process.env.LANG?.startsWith('zh') ? 'zh' : 'en'
    const authorization: Record<string, string> = this.token ? { authorization: `Bearer ${this.token}` } : {}
    const response = await fetch(new URL('/graphql', this.url), {
      method: 'POST',
      headers: { ...headers, ...authorization, 'accept-language': language },
      body,
    }).catch(() => {
      throw new StartError(`No server answers at ${this.url}: start it first, or name another with --url.`)
    })
    const { data, errors } = (await response.json()) as { data: T; errors?: { message: string }[] }
    if (errors) throw new StartError(errors.map(({ message }) => message).join('\n'))
    return data
  }
}

function show({ created, changed, unchanged, refused, rows }: Roster): void {
  console.log(`To create ${created}, to change ${changed}, the same ${unchanged}, refused ${refused}.`)
  for (const { node } of rows.edges) {
    const reasons = node.reasons.map(({ sentence }) => sentence).join('; ')
    console.log(`  row ${node.row}: ${node.name || '—'} ${node.creditCode}: ${reasons}`)
  }
  if (refused > rows.edges.length) console.log(`  … and ${refused - rows.edges.length} more`)
}

async function keepRefused(api: Api, rosterId: string, path: string): Promise<void> {
  const document =
    'query ($rosterId: ID!) { exportList(list: ROSTER_REFUSED, format: CSV, rosterId: $rosterId) { url } }'
  const { exportList } = await api.ask<{ exportList: { url: string } }>(document, { rosterId })
  await writeFile(path, new Uint8Array(await (await fetch(exportList.url)).arrayBuffer()))
  console.log(`The refused rows are in ${path}.`)
}

async function importRoster(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      url: { type: 'string', default: 'http://localhost:4000' },
      username: { type: 'string', default: 'command' },
      yes: { type: 'boolean', default: false },
      refused: { type: 'string' },
    },
  })
  const [path] = positionals
  if (!path) throw new StartError(usage)
  const bytes = await readFile(path).catch(() => {
    throw new StartError(`${path} can't be read.`)
  })
  const api = new Api(values.url)
  await api.signIn(values.username, process.env.SIZHEN_PASSWORD ?? (await askOnce('Password', true)))
  const file = new File([new Uint8Array(bytes)], basename(path))
  const input = { clientId: randomUUID(), file: null }
  const { previewRoster } = await api.ask<{ previewRoster: { roster: Roster } }>(previewDocument, { input }, file)
  const { roster } = previewRoster
  show(roster)
  if (values.refused && roster.refused > 0) await keepRefused(api, roster.id, values.refused)
  if (roster.created + roster.changed === 0) return console.log('Nothing to apply.')
  if (!values.yes && !/^y/i.test(await askOnce('Apply? (y/n)'))) return console.log('Nothing was changed.')
  const document = 'mutation ($input: ApplyRosterInput!) { applyRoster(input: $input) { seq } }'
  const applied = await api.ask<{ applyRoster: { seq: number } }>(document, {
    input: { clientId: randomUUID(), rosterId: roster.id },
  })
  console.log(`Applied, as event ${applied.applyRoster.seq}.`)
}

await importRoster().catch((error) => {
  console.error(error instanceof StartError || error.code?.startsWith('ERR_PARSE_ARGS') ? error.message : error)
  process.exitCode = 1
})
