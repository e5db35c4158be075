import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Address } from './address.ts'
import { bareEnvironment } from './binaries.ts'
import type { Cluster } from './cluster.ts'

const windows = process.platform === 'win32'

// A shell script that runs PostgreSQL and ends it when this process closes the script's standard input, which also
// happens when this process is killed. The script runs detached, so that Ctrl-C on a terminal does not reach it.
const guard = `exec 3<&0
"$@" </dev/null 3<&- & postgres=$!
{ read -r _ <&3; rm -rf "$0"; kill -INT $postgres; } & watcher=$!
exec 3<&-
wait $postgres; code=$?
kill $watcher 2>/dev/null
exit $code`

/**
 * Starts PostgreSQL on the cluster. `lastLines` is kept up to date with the last three lines that it writes, and `onLine` is
 * called with each line.
 */
export function spawnPostgres(
  { binaries, folder, account }: Cluster,
  address: Address,
  settings: Record<string, string>,
  lastLines: string[],
  onLine: (line: string) => void,
): ChildProcess {
  const command = [join(binaries, 'bin', 'postgres'), '-D', folder, ...optionsOf(address, settings)]
  const [program, ...options] = windows ? command : ['/bin/sh', '-c', guard, address.host, ...command]
  const child = spawn(program!, options, {
    ...account,
    cwd: windows ? binaries : '/',
    env: bareEnvironment,
    detached: !windows,
    windowsHide: true,
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    const lines = text.trim().split('\n')
    lastLines.push(...lines)
    lastLines.splice(0, lastLines.length - 3)
    for (const line of lines) onLine(line)
  })
  child.stdin!.on('error', () => {})
  child.once('error', (error) => lastLines.push(error.message))
  return child
}

/**
 * Runs one statement by a PostgreSQL that serves nobody, for which no password is needed. Throws with the last line that it
 * wrote when it does not start, or when another one runs on the cluster.
 */
export async function runAlone({ binaries, folder, account }: Cluster, statement: string): Promise<void> {
  const options = [
    '--single',
    '-D',
    folder,
    '-c',
    'log_statement=none',
    '-c',
    'log_min_error_statement=panic',
    'postgres',
  ]
  const child = spawn(join(binaries, 'bin', 'postgres'), options, {
    ...account,
    cwd: windows ? binaries : '/',
    env: bareEnvironment,
    windowsHide: true,
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  child.stdin.on('error', () => {})
  child.stdin.end(statement)
  const [code] = await once(child, 'close')
  if (code !== 0 || /\bERROR:/.test(said)) throw new Error(said.trim().split('\n').at(-1))
}

/** Asks PostgreSQL to end now: it closes its connections and writes what it must to the disk. */
export function endPostgres(child: ChildProcess): void {
  if (windows) child.kill()
  else child.stdin!.end()
}

/** Whether the process was started and has not ended. */
export function isRunning(child: ChildProcess | undefined): child is ChildProcess {
  return child?.pid !== undefined && child.exitCode === null && child.signalCode === null
}

function optionsOf({ host, port }: Address, settings: Record<string, string>): string[] {
  const listen = windows
    ? { listen_addresses: host, port: String(port) }
    : { listen_addresses: '', unix_socket_directories: host, unix_socket_permissions: '0700' }
  // a message about a statement may quote a row, so only messages about PostgreSQL itself are written
  const quiet = {
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_statement: 'none',
    log_checkpoints: 'off',
  }
  const plain = { max_connections: '100', synchronous_commit: 'on', timezone: 'UTC', log_line_prefix: '', jit: 'off' }
  return Object.entries({ ...listen, ...quiet, ...plain, ...settings }).map(([name, value]) => `--${name}=${value}`)
}
