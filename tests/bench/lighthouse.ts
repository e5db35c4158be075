import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '#server/platform/paths.ts'
import { findChromium } from '#tests/setup/chromium.ts'
import { signedInAs } from './asking.ts'
import { median } from './figures.ts'
import { startPractice } from './practice.ts'
import type { Row } from './table.ts'

const program = join(root, 'tests/bench/peers/node_modules/lighthouse/cli/index.js')
const rounds = 3
const pages = [
  { path: '/login', username: null },
  { path: '/field', username: 'squad1' },
]

/** What Lighthouse says of the pages that are opened on a phone with a weak line; its own model of one. */
export async function benchLighthouse(): Promise<Row[]> {
  const { url, stop } = await startPractice(4187)
  try {
    const rows: Row[] = []
    for (const { path, username } of pages) {
      const token = username && (await signedInAs(`${url}/graphql`, username, 'practice-only'))
      const found: Verdict[] = []
      for (let round = 0; round < rounds; round++) found.push(await judged(`${url}${path}`, token))
      const [score, shift, paint] = (['score', 'shift', 'paint'] as const).map((of) =>
        median(found.map((it) => it[of])),
      )
      rows.push({
        what: `Lighthouse of ${path} on a phone: performance, layout shift, largest contentful paint (median of ${rounds})`,
        measured: `${Math.round(score! * 100)}, ${shift!.toFixed(3)}, ${(paint! / 1000).toFixed(1)} s`,
      })
    }
    return rows
  } finally {
    await stop()
  }
}

type Verdict = { score: number; shift: number; paint: number }

async function judged(url: string, token: string | null): Promise<Verdict> {
  const { path, environment } = await findChromium()
  const headers = token ? [`--extra-headers=${JSON.stringify({ Authorization: `Bearer ${token}` })}`] : []
  const flags = ['--only-categories=performance', '--output=json', '--quiet', ...headers]
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [program, url, ...flags, '--chrome-flags=--headless=new --no-sandbox --disable-gpu'],
    { env: { ...process.env, ...environment, CHROME_PATH: path }, maxBuffer: 64 * 1024 * 1024 },
  )
  const { categories, audits } = JSON.parse(stdout)
  return {
    score: categories.performance.score,
    shift: audits['cumulative-layout-shift'].numericValue,
    paint: audits['largest-contentful-paint'].numericValue,
  }
}
