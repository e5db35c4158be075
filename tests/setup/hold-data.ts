import { startPostgres } from '#server/postgres/embedded.ts'

// a server in small: holds the data folder until it is told to stop
const postgres = await startPostgres(process.argv[2]!).catch((error) => {
  console.error(error.message)
  process.exit(1)
})
console.log(postgres.ownerUrl)
process.once('SIGTERM', () => postgres.stop().then(() => process.exit(0)))
setInterval(() => {}, 60_000)
