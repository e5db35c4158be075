import { runDrill } from './drill.ts'
import { readOptions, usage } from './options.ts'

async function main(): Promise<void> {
  const args = process.argv.slice(2)
  if (args.includes('--help')) return console.log(usage)
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  process.once('SIGTERM', () => stop.abort())
  const { seconds, mutations, refused, retries, p50, p95 } = await runDrill(
    readOptions(args),
    (line) => console.log(line),
    stop.signal,
  )
  console.log(
    `${mutations} mutations in ${seconds.toFixed(1)} s, ${(mutations / seconds).toFixed(1)} a second; p50 ${p50} ms, p95 ${p95} ms; ${retries} retries`,
  )
  for (const [what, count] of Object.entries(refused)) console.log(`  refused: ${what}: ${count}`)
}

await main().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
