import { build } from '#codegen/build.ts'
import { run, UsageError } from '#server/commands/run.ts'
import { benchBlackHole } from './black-hole.ts'
import { benchBoard } from './board.ts'
import { benchClocks } from './clocks.ts'
import { benchFanOut } from './feed/fan-out.ts'
import { benchIdle } from './feed/idle.ts'
import { benchLatency } from './feed/latency.ts'
import { benchStorm } from './feed/storm.ts'
import { benchFloods } from './floods.ts'
import { benchIssues } from './issues.ts'
import { benchLighthouse } from './lighthouse.ts'
import { benchLinks } from './links.ts'
import { benchLists } from './lists.ts'
import { benchLive } from './live.ts'
import { benchLongRoster } from './long-roster.ts'
import { benchMany } from './many.ts'
import { benchMutations } from './mutations.ts'
import { installPeers } from './peers.ts'
import { benchRosters } from './rosters.ts'
import { benchSearches } from './searches.ts'
import { benchStart } from './start.ts'
import { benchSubscribed } from './subscribed.ts'
import { type Row, table } from './table.ts'
import { benchTail } from './tail.ts'
import { benchVisits } from './visits.ts'

const benches = {
  board: benchBoard,
  live: benchLive,
  mutations: benchMutations,
  visits: benchVisits,
  lists: benchLists,
  links: benchLinks,
  many: benchMany,
  searches: benchSearches,
  issues: benchIssues,
  clocks: benchClocks,
  floods: benchFloods,
  'black-hole': benchBlackHole,
  lighthouse: benchLighthouse,
  rosters: benchRosters,
  'long-roster': benchLongRoster,
  'fan-out': benchFanOut,
  latency: benchLatency,
  storm: benchStorm,
  idle: benchIdle,
  tail: benchTail,
  start: benchStart,
  subscribed: benchSubscribed,
}

await run({
  usage: `Measures this server beside others and prints a table. The first run installs the packages of the others.

  npm run bench -- [NAME …]

  ${Object.keys(benches).join(' ')}: all of them where none is named`,
  operands: 'any',

  async work({ operands }) {
    const unknown = operands.filter((name) => !(name in benches))
    if (unknown.length > 0) throw new UsageError(`There is no benchmark ${unknown.join(', ')}.`)
    await installPeers()
    await build()
    return measure(operands.length > 0 ? operands : Object.keys(benches))
  },
})
process.exit()

/** Runs the benchmarks, prints all their rows at the end, and answers with the exit code. */
async function measure(names: string[]): Promise<number> {
  const rows: Row[] = []
  let failed = 0
  for (const [name, bench] of Object.entries(benches)) {
    if (!names.includes(name)) continue
    console.error(`${name} …`)
    try {
      const found = await bench()
      rows.push(...found)
      console.error(table(found))
    } catch (error) {
      // what was measured before is not lost, and the run has failed
      console.error(error)
      rows.push({ what: name, measured: `failed: ${(error as Error).message}` })
      failed = 1
    }
  }
  console.log(table(rows))
  return failed
}
