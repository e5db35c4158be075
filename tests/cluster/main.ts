import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { build } from '#codegen/build.ts'
import { tallyDifferences } from '#server/board/verify-tallies.ts'
import { run } from '#server/commands/run.ts'
import { root } from '#server/platform/paths.ts'
import { closeDb, openDb } from '#server/postgres/db.ts'
import { migrate } from '#server/postgres/migrate.ts'
import { ms, quantile } from '#tests/bench/figures.ts'
import { startCluster } from './cluster.ts'
import { cutOff } from './cut-off.ts'
import { type Warnings, warnTogether } from './due.ts'
import { fuzz } from './fuzz.ts'
import { snapshotsPlusEvents } from './histories.ts'
import { killNodes, killPostgres, restartPostgres } from './kills.ts'
import { mixDeeds } from './mixed.ts'
import { type ChaosOptions, commandLine, type Name, readOptions, type sizes } from './options.ts'
import { orderUnderConcurrency } from './ordered.ts'
import { aPostgres } from './postgres.ts'
import type { Result } from './run.ts'
import { stopNodes, storm } from './stops.ts'
import { takeOver } from './takeover.ts'
import { startTogether } from './together.ts'
import { aWorld } from './world.ts'

const underLoad = { R1: killNodes, R2: killPostgres, R7: restartPostgres, R8: cutOff, R14: storm, R19: stopNodes }

/** A line of the table, and whether anything in it is wrong. */
type Line = { cells: string[]; wrong: string[] }

const headings =
  'scenario|rounds|acknowledged|lost|twice|missed|doubled|out of order|resume p99|longest gap|request p99|slowest'.split(
    '|',
  )

function lineOf(name: Name, result: Result): Line {
  const { rounds, acknowledged, lost, twice, missed, doubled, disorder, wrong } = result
  const counts = [rounds, acknowledged, lost, twice, missed, doubled, disorder].map(String)
  const times = [result.resumeP99, result.longestGap, result.p99, result.slowest].map(ms)
  const broken = lost + twice + missed + doubled + disorder > 0 && wrong.length === 0
  return { cells: [name, ...counts, ...times], wrong: broken ? ['see the table'] : wrong }
}

async function runOne(name: Name, options: ChaosOptions): Promise<Line> {
  if (name in underLoad) {
    const known = name as keyof typeof sizes
    const cluster = await startCluster(options.nodes)
    try {
      const unions = await aWorld(cluster, options.unions)
      return lineOf(name, await underLoad[known](cluster, unions, options.size(known)))
    } finally {
      await cluster.stop()
    }
  }
  if (name === 'together') return { cells: [name], wrong: await startTogether(3, 'article') }
  if (name === 'takeover') return standbys()
  if (name === 'due') return due(options)
  if (name === 'fuzz') return rubbish(options)
  if (name === 'pairs') return pairs()
  if (name === 'mix') return withDatabase(mix, 32)
  return withDatabase(() => (name === 'R10' ? order() : histories(options)))
}

async function order(): Promise<Line> {
  const { committed, lost, gaps, perSecond } = await orderUnderConcurrency({ writers: 32, streams: 20, ms: 60_000 })
  const wrong = lost + gaps > 0 ? [`${gaps} gaps, ${lost} lost`] : []
  return { cells: ['R10', `${perSecond} a second`, `${committed}`, `${lost}`, '', `${gaps}`], wrong }
}

async function mix(): Promise<Line> {
  const { unionId, done, refused, busy, faults, deadlocks } = await mixDeeds({
    connections: 32,
    places: 6,
    deeds: 1500,
  })
  const differences = await tallyDifferences(unionId)
  const wrong = [...new Set(faults), ...differences.map(({ figure }) => `the figure ${figure} is wrong`)]
  if (deadlocks > 0) wrong.push(`${deadlocks} deadlocks`)
  return { cells: ['mix', `${refused} refused, ${busy} busy`, `${done}`], wrong }
}

/** A standby takes over ten times, by turns with and without commits that wait for it. */
async function standbys(): Promise<Line> {
  const wrong: string[] = []
  const sums = { acknowledged: 0, lost: 0, missed: 0, contradictions: 0 }
  for (let round = 0; round < 10; round += 1) {
    const synchronous = round % 2 === 0
    const { acknowledged, lost, missed, contradictions, misled, corrected, ...result } = await takeOver({
      synchronous,
      rate: 60,
      witnesses: 60,
    })
    wrong.push(...result.wrong)
    if (synchronous && lost > 0) wrong.push(`${lost} acknowledged changes were lost`)
    if (corrected < misled)
      wrong.push(`${misled - corrected} of ${misled} clients go on with what the log does not have`)
    sums.acknowledged += acknowledged
    sums.lost += lost
    sums.missed += missed
    sums.contradictions += contradictions
  }
  if (sums.missed + sums.contradictions > 0) wrong.push(`${sums.contradictions} positions mean two things`)
  return { cells: ['takeover', '10', `${sums.acknowledged}`, `${sums.lost}`, '', `${sums.missed}`], wrong }
}

/** A thousand issues whose warnings fall due at one moment, and a thousand that do within a minute; a node is killed each time. */
async function due({ nodes }: ChaosOptions): Promise<Line> {
  const rounds: Warnings[] = []
  for (const withinMs of [0, 60_000]) {
    const cluster = await startCluster(nodes)
    openDb(cluster.database)
    try {
      const start = async () => () => cluster.nodes[0]!.end('SIGKILL')
      const warnings = await warnTogether({ issues: 1000, withinMs, start })
      const late = warnings.late.toSorted((a, b) => a - b)
      const last = `${ms(late.at(-1) ?? 0)}, the third last ${ms(late.at(-3) ?? 0)}`
      console.error(
        `  within ${ms(withinMs)}: late p50 ${ms(quantile(late, 0.5))}, p99 ${ms(quantile(late, 0.99))}, the last ${last}`,
      )
      rounds.push(warnings)
    } finally {
      await closeDb()
      await cluster.stop()
    }
  }
  const sum = (of: (warnings: Warnings) => number) => rounds.reduce((total, each) => total + of(each), 0)
  const [told, lost, twice] = [sum(({ late }) => late.length), sum((each) => each.lost), sum((each) => each.twice)]
  const late = rounds.flatMap((each) => each.late)
  const times = ['', '', ms(quantile(late, 0.99)), ms(Math.max(...late))]
  const wrong = lost + twice > 0 ? [`${lost} were never told, ${twice} twice`] : []
  return { cells: ['due', `${rounds.length}`, `${told}`, `${lost}`, `${twice}`, '', '', '', ...times], wrong }
}

/** Ten thousand generated documents and as many sequences of frames: no fault, and no stall of the loop over 200 ms. */
async function rubbish({ seed = Date.now() % 1_000_000, rounds = 10_000 }: ChaosOptions): Promise<Line> {
  const { wrong, stallMs, answered } = await fuzz({ documents: rounds, sequences: rounds, seed })
  console.error(`  seed ${seed}: ${answered} documents answered, the longest stall ${ms(stallMs)}`)
  if (stallMs > 200) wrong.push(`the loop stood still for ${ms(stallMs)}`)
  return { cells: ['fuzz', `${rounds}`, '', '', '', '', '', '', '', ms(stallMs)], wrong }
}

/** All pairs of deeds, of which `npm test` draws some. */
async function pairs(): Promise<Line> {
  const test = spawn(
    process.execPath,
    [join(root, 'node_modules/vitest/vitest.mjs'), 'run', 'tests/every-pair.test.ts'],
    {
      cwd: root,
      env: { ...process.env, PAIRS: 'all' },
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  )
  const [code] = await once(test, 'exit')
  return { cells: ['pairs'], wrong: code === 0 ? [] : ['see above'] }
}

async function histories({ seed, rounds = 1000 }: ChaosOptions): Promise<Line> {
  const wrong: string[] = []
  await snapshotsPlusEvents({ histories: rounds, moments: 50, seed }).catch((error: Error) => {
    wrong.push(error.message)
  })
  return { cells: ['R11', `${rounds}`], wrong }
}

/** With `db` open on a migrated database of its own. */
async function withDatabase(work: () => Promise<Line>, poolSize = 20): Promise<Line> {
  const postgres = await aPostgres()
  try {
    await migrate(postgres.url)
    openDb(postgres.url, poolSize)
    return await work().finally(() => closeDb())
  } finally {
    await postgres.stop()
  }
}

// the servers and databases of a scenario are processes of their own, which end with this one
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

await run({
  ...commandLine,
  async work({ operands, values }) {
    const options = readOptions(operands, values)
    await build()
    const lines: Line[] = []
    for (const name of options.names) {
      console.error(`${name} …`)
      const line = await runOne(name, options).catch((error: Error) => ({ cells: [name], wrong: [error.message] }))
      for (const each of line.wrong) console.error(`  wrong: ${each}`)
      lines.push(line)
    }
    const row = (cells: string[]) => `| ${headings.map((_, i) => cells[i] ?? '').join(' | ')} |`
    console.log([row(headings), row(headings.map(() => '---')), ...lines.map(({ cells }) => row(cells))].join('\n'))
    return lines.some(({ wrong }) => wrong.length > 0) ? 1 : 0
  },
})
process.exit()
