import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, chown, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { freePort } from '#server/postgres/address.ts'
import { accountNobody, bareEnvironment, runnableBinaries } from '#server/postgres/binaries.ts'
import { temporaryFolder } from '#tests/setup/folder.ts'
import { aProxy } from '#tests/setup/proxy.ts'
import { ask, until } from './postgres.ts'

const run = promisify(execFile)

/** A primary and a standby that follows it, two real servers of which the second takes over when the first is killed. */
export type Pair = {
  primary: string
  standby: string
  /** Lets nothing more pass to the standby, which then lacks what the primary commits from now on. */
  part: () => void
  /** Waits until the standby has everything that the primary has. */
  level: () => Promise<void>
  /** Kills the primary, calls `onGone`, and promotes the standby, which only reads until then. */
  takeOver: (onGone: () => void) => Promise<void>
  stop: () => Promise<void>
}

const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

const urlOf = (port: number) => `postgresql://postgres@127.0.0.1:${port}/postgres`

/** Starts both. With `synchronous` a commit waits until the standby has written it to its disk. */
export async function aPair({ synchronous }: { synchronous: boolean }): Promise<Pair> {
  const account = process.getuid?.() === 0 ? accountNobody() : {}
  const programs = await runnableBinaries(account)
  const folder = await temporaryFolder()
  const [first, second] = [join(folder, 'first'), join(folder, 'second')]
  const as = { ...account, cwd: '/', env: bareEnvironment }
  if (account.uid !== undefined) await chown(folder, account.uid, account.gid!)
  await run(join(programs, 'bin', 'initdb'), ['-D', first, '-U', 'postgres', '-A', 'trust', '-N', '-E', 'UTF8'], as)
  await run('cp', ['-a', first, second])
  const servers: ChildProcess[] = []
  const start = async (data: string, port: number) => {
    if (account.uid !== undefined) await run('chown', ['-R', `${account.uid}:${account.gid}`, data])
    const settings = { listen_addresses: '127.0.0.1', port, unix_socket_directories: '' }
    const options = Object.entries(settings).map(([name, value]) => `--${name}=${value}`)
    const child = spawn(join(programs, 'bin', 'postgres'), ['-D', data, ...options], { ...as, stdio: 'ignore' })
    servers.push(child)
    running.add(child.once('exit', () => running.delete(child)))
    await until('PostgreSQL answers', () => ask(urlOf(port), 'SELECT 1'))
    return child
  }
  const ports = [await freePort(), await freePort()] as const
  const [primary, standby] = [urlOf(ports[0]), urlOf(ports[1])]
  const server = await start(first, ports[0])
  const way = await aProxy(primary)
  const { port } = new URL(way.url)
  await appendFile(
    join(second, 'postgresql.auto.conf'),
    `primary_conninfo = 'host=127.0.0.1 port=${port} user=postgres'\n`,
  )
  await writeFile(join(second, 'standby.signal'), '')
  await start(second, ports[1])
  const following = `SELECT 1 FROM pg_stat_replication WHERE state = 'streaming' AND replay_lsn = pg_current_wal_lsn()`
  const level = () => until('the standby has everything', async () => (await ask(primary, following)).length > 0)
  await level()
  if (synchronous) {
    await ask(primary, `ALTER SYSTEM SET synchronous_standby_names = '*'`)
    await ask(primary, 'SELECT pg_reload_conf()')
  }
  return {
    primary,
    standby,
    part: way.freeze,
    level,
    async takeOver(onGone) {
      server.kill('SIGKILL')
      await once(server, 'exit')
      way.close()
      onGone()
      await sleep(1000)
      await ask(standby, 'SELECT pg_promote(true, 20)')
    },
    async stop() {
      way.close()
      await Promise.all(
        servers.map(async (child) => {
          if (child.exitCode !== null || child.signalCode !== null) return
          child.kill('SIGQUIT')
          await once(child, 'exit')
        }),
      )
      await rm(folder, { recursive: true, force: true })
    },
  }
}
