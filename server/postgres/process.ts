import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Address } from './address.ts'
import { bareEnvironment } from './binaries.ts'
import type { Cluster } from './cluster.ts'

const windows = process.platform === 'win32'

// The shell ends PostgreSQL when our end of its standard input closes, however we die; a terminal's Ctrl-C does not reach it.
const guard = `exec 3<&0
"$@" </dev/null 3<&- & postgres=$!
{ read -r _ <&3; rm -rf "$0"; kill -INT $postgres; } & watcher=$!
exec 3<&-
wait $postgres; code=$?
kill $watcher 2>/dev/null
exit $code`

/** Starts PostgreSQL over the cluster; its last lines gather in `said`. */
export function spawnPostgres(
  { binaries, folder, account }: Cluster,
  address: Address,
  settings: Record<string, string>,
  said: string[],
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
    said.push(...text.trim().split('\n'))
    said.splice(0, said.length - 3)
  })
  child.stdin!.on('error', () => {})
  child.once('error', (error) => said.push(error.message))
  return child
}

/** Asks PostgreSQL to end at once but cleanly. */
export function endPostgres(child: ChildProcess): void {
  if (windows) child.kill()
  else child.stdin!.end()
}

/** Whether the process was started and has not ended. */
export function alive(child: ChildProcess | undefined): child is ChildProcess {
  return child?.pid !== undefined && child.exitCode === null && child.signalCode === null
}

function optionsOf({ host, port }: Address, settings: Record<string, string>): string[] {
  const listen = windows
    ? { listen_addresses: host, port: String(port) }
    : { listen_addresses: '', unix_socket_directories: host, unix_socket_permissions: '0700' }
  // what is logged may quote a row, so only the server's own troubles are
  const quiet = {
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_statement: 'none',
    log_checkpoints: 'off',
  }
  const plain = { max_connections: '100', synchronous_commit: 'on', timezone: 'UTC', log_line_prefix: '', jit: 'off' }
  return Object.entries({ ...listen, ...quiet, ...plain, ...settings }).map(([name, value]) => `--${name}=${value}`)
}
