import { randomUUID } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { creditCodeOf } from '#server/modules/enterprises/credit-code.ts'
import { testPassword } from '#tests/setup/app.ts'
import { temporaryFolder } from '#tests/setup/folder.ts'
import { sheetsFile } from '#tests/setup/sheets.ts'
import { signedInAs } from './asking.ts'
import { startWorld } from './bench-world.ts'
import { startOurs } from './children.ts'
import type { Row } from './table.ts'

const header = ['企业名称', '统一社会信用代码', '经营地址', '行业', '员工人数', '负责人', '负责人电话', '片区']

/**
 * A workbook of as many rows as a file may have, or as the environment variable MANY_ROWS says, through preview, apply, apply of its
 * changes and undo on a server as it is shipped: how long each takes, for how long the server does nothing else, and its memory.
 */
export async function benchLongRoster(): Promise<Row[]> {
  const count = Number(process.env.MANY_ROWS ?? 20_000)
  // made before the server is asked for anything: a connection that rests meanwhile would be closed
  const [first, second] = [workbook(count, 0), workbook(count, 1)]
  const world = await startWorld(10)
  const folder = await temporaryFolder()
  const loopFile = join(folder, 'loop.json')
  const watching = { LOOP_FILE: loopFile, NODE_OPTIONS: `--import ${join(import.meta.dirname, 'watch-loop.js')}` }
  const ours = await startOurs(world.url, { ...watching, SOCKETS_PER_SESSION: '10' })
  try {
    const token = await signedInAs(ours.url, world.command.username, testPassword)
    const seen = async () => {
      await rm(loopFile, { force: true })
      process.kill(ours.pid, 'SIGUSR2')
      for (;;) {
        const text = await readFile(loopFile, 'utf8').catch(() => '')
        if (text) return JSON.parse(text) as { stopMs: number; turnMs: number; peakMb: number }
        await sleep(10)
      }
    }
    const rows: Row[] = []
    const measure = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
      await seen()
      const began = performance.now()
      const answer = await work()
      const seconds = (performance.now() - began) / 1000
      const { stopMs, turnMs, peakMb } = await seen()
      const measured = `${seconds.toFixed(1)} s, longest stop ${stopMs.toFixed(0)} ms, longest turn ${turnMs.toFixed(0)} ms of the processor, memory ${peakMb.toFixed(0)} MB`
      rows.push({ what: `${name}, ${count} rows`, measured })
      console.error(`  ${name}: ${measured}`)
      return answer
    }
    const send = sender(ours.url, token)
    const made = await measure('preview of new enterprises', () => send.upload(first))
    await measure('apply', () => send.change('applyRoster', made))
    const changed = await measure('preview of changes', () => send.upload(second))
    await measure('apply of changes', () => send.change('applyRoster', changed))
    await measure('undo of changes', () => send.change('undoRoster', changed))
    await measure('undo', () => send.change('undoRoster', made))
    return rows
  } finally {
    await ours.end()
    await world.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** A workbook of enterprises, of each of which the phone number and the headcount depend on the version. */
const workbook = (count: number, version: number): Uint8Array =>
  sheetsFile([
    {
      name: '企业',
      rows: [
        header,
        ...Array.from({ length: count }, (_, n) => [
          `西安市莲湖区秦岭${n}号商贸有限公司`,
          creditCodeOf(`91610199M${String(n).padStart(8, '0')}`),
          `莲湖区北院门街道${n}号`,
          '批发零售',
          String((n % 90) + version),
          '张三丰',
          `139${String(10_000_000 + n * 7 + version)}`,
          '',
        ]),
      ],
    },
  ])

const fields =
  'roster { id created changed undone kept refused doubtful rows(first: 5) { edges { node { reasons { column sentence } } } } }'

type Answer = {
  data?: Record<string, { roster: { id: string; refused: number; doubtful: number; rows: unknown } }>
  errors?: unknown
}

/** Sends what is asked; throws where it is refused. */
function sender(url: string, token: string) {
  const headers = { authorization: `Bearer ${token}`, 'x-sizhen-csrf': '1' }
  const ask = async (name: string, body: FormData | string): Promise<string> => {
    const type = typeof body === 'string' ? { 'content-type': 'application/json' } : undefined
    const answer = (await (
      await fetch(url, { method: 'POST', headers: { ...headers, ...type }, body })
    ).json()) as Answer
    const roster = answer.data?.[name]?.roster
    if (!roster || roster.refused > 0 || roster.doubtful > 0) throw new Error(JSON.stringify(answer).slice(0, 1000))
    return roster.id
  }
  return {
    upload(bytes: Uint8Array): Promise<string> {
      const query = `mutation ($input: PreviewRosterInput!) { previewRoster(input: $input) { ${fields} } }`
      const form = new FormData()
      form.set('operations', JSON.stringify({ query, variables: { input: { clientId: randomUUID(), file: null } } }))
      form.set('map', JSON.stringify({ 0: ['variables.input.file'] }))
      form.set('0', new File([new Uint8Array(bytes)], '名册.xlsx'))
      return ask('previewRoster', form)
    },
    change(name: 'applyRoster' | 'undoRoster', rosterId: string): Promise<string> {
      const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`
      const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`
      return ask(name, JSON.stringify({ query, variables: { input: { clientId: randomUUID(), rosterId } } }))
    },
  }
}
