import { build } from '#codegen/build.ts'
import { benchBoard } from './board.ts'
import { benchFanOut } from './feed/fan-out.ts'
import { benchIdle } from './feed/idle.ts'
import { benchLatency } from './feed/latency.ts'
import { benchStorm } from './feed/storm.ts'
import { benchLists } from './lists.ts'
import { benchLive } from './live.ts'
import { benchMutations } from './mutations.ts'
import { benchStart } from './start.ts'
import { benchSubscribed } from './subscribed.ts'
import { type Row, table } from './table.ts'
import { benchTail } from './tail.ts'

const benches = {
  board: benchBoard,
  live: benchLive,
  mutations: benchMutations,
  lists: benchLists,
  'fan-out': benchFanOut,
  latency: benchLatency,
  storm: benchStorm,
  idle: benchIdle,
  tail: benchTail,
  start: benchStart,
  subscribed: benchSubscribed,
}

const wanted = process.argv.slice(2)
if (wanted.includes('--help')) {
  console.log(`npm run bench -- [${Object.keys(benches).join(' | ')}]`)
  process.exit(0)
}
const unknown = wanted.filter((name) => !(name in benches))
if (unknown.length) {
  console.error(`There is no benchmark ${unknown.join(', ')}: choose from ${Object.keys(benches).join(', ')}.`)
  process.exit(2)
}
await build()
const rows: Row[] = []
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length && !wanted.includes(name)) continue
  console.error(`${name} …`)
  try {
    const found = await bench()
    rows.push(...found)
    console.error(table(found))
  } catch (error) {
    // what was measured before is not lost, and the run has failed
    console.error(error)
    rows.push({ what: name, measured: `failed: ${(error as Error).message}` })
    process.exitCode = 1
  }
}
console.log(table(rows))
process.exit()
