import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { root } from '#server/platform/paths.ts'

/** How a command has ended: its exit code, and what it has written to standard output, to standard error, and to both. */
export type Ended = { code: number | null; out: string; err: string; said: string }

/** What a command is started with besides its arguments. */
export type Setting = {
  /** The settings of its environment besides those of the tests. Without DATABASE_URL it has none. */
  env?: NodeJS.ProcessEnv
  /** What it reads from standard input; with null the input is left open. */
  input?: string | null
  /** Shell commands to be run before it, in its own shell. */
  shell?: string
}

/** Starts a command of server/commands as a process of its own. */
export function startCommand(
  name: string,
  args: string[],
  setting: Setting = {},
): { child: ChildProcess; ended: Promise<Ended> } {
  return start(join('server', 'commands', `${name}.ts`), args, setting)
}

/** Runs a command of server/commands to its end. */
export const runCommand = (name: string, args: string[], setting?: Setting): Promise<Ended> =>
  startCommand(name, args, setting).ended

/** Runs any script of the project to its end. */
export const runScript = (file: string, args: string[], setting: Setting = {}): Promise<Ended> =>
  start(file, args, setting).ended

function start(file: string, args: string[], { env, input = '', shell }: Setting) {
  const command = [process.execPath, '--import', 'tsx', join(root, file), ...args]
  const [program, ...rest] = shell ? ['/bin/sh', '-c', `${shell}; exec "$0" "$@"`, ...command] : command
  const child = spawn(program!, rest, { cwd: root, env: { ...process.env, DATABASE_URL: '', ...env } })
  const ended = { out: '', err: '', said: '' }
  child.stdout.setEncoding('utf8').on('data', (text) => {
    ended.out += text
    ended.said += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    ended.err += text
    ended.said += text
  })
  // a command that does not read its input may have ended before all of it was written
  child.stdin.on('error', () => {})
  if (input !== null) child.stdin.end(input)
  return { child, ended: once(child, 'close').then(([code]) => ({ ...ended, code: code as number | null })) }
}
