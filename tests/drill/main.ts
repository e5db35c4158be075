import { run } from '#server/commands/run.ts'
import { runDrill } from './drill.ts'
import { commandLine, readOptions } from './options.ts'

await run({
  ...commandLine,
  async work({ values, signal }) {
    const summary = await runDrill(readOptions(values), (line) => console.log(line), signal)
    const { seconds, mutations, refused, retries, p50, p95 } = summary
    console.log(
      `${mutations} mutations in ${seconds.toFixed(1)} s, ${(mutations / seconds).toFixed(1)} a second; p50 ${p50} ms, p95 ${p95} ms; ${retries} retries`,
    )
    for (const [what, count] of Object.entries(refused)) console.log(`  refused: ${what}: ${count}`)
  },
})
