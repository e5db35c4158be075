import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { StartError } from '#server/platform/start-error.ts'
import { isRetryable } from '#server/postgres/errors.ts'
import type { Contents } from './format.ts'

/** The one file that a command names, as a whole path, and whether each of `flags` was given. */
export function readArguments<F extends string>(usage: string, ...flags: F[]): { file: string; given: Set<F> } {
  const options = Object.fromEntries(flags.map((flag) => [flag, { type: 'boolean' as const }]))
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true })
    if (positionals.length === 1) {
      return { file: resolve(positionals[0]!), given: new Set(flags.filter((flag) => values[flag])) }
    }
  } catch {
    // an option that there is not
  }
  throw new StartError(usage)
}

/** Runs a command to its end; what goes wrong is one sentence that begins with `failure`, and exit code 1. */
export async function runCommand(failure: string, work: () => Promise<void>): Promise<void> {
  await work().catch((error: NodeJS.ErrnoException) => {
    process.exitCode = 1
    if (error instanceof StartError) console.error(error.message)
    else if (error.code || isRetryable(error)) console.error(`${failure} ${error.message || error.code}`)
    else console.error(error)
  })
}

/** How much it is: `31,204 rows, seq 3,120`, in English and Chinese. */
export function amount({ header, rows }: Contents): { en: string; zh: string } {
  const total = number([...rows.values()].reduce((sum, count) => sum + count, 0))
  const heads = header.streams.filter(({ head }) => head > 0).map(({ head }) => number(head))
  const seq = heads.length > 0 ? heads.join(', ') : '0'
  return { en: `${total} rows of ${rows.size} tables, seq ${seq}`, zh: `${rows.size} 张表共 ${total} 行,事件号 ${seq}` }
}

/** Bytes as people read them. */
export const megabytes = (size: number): string => `${number(size / 1_000_000, size < 10_000_000 ? 2 : 0)} MB`

/** Says how far long work is: often on one line in a terminal, else on a line of its own every ten seconds. */
export function progress(doing: string): { rows: (table: string, rows: number) => void; done: () => void } {
  const terminal = process.stderr.isTTY === true
  const pause = terminal ? 200 : 10_000
  let saidAt = Date.now()
  let width = 0
  const rows = (table: string, count: number) => {
    if (Date.now() - saidAt < pause) return
    saidAt = Date.now()
    const line = `${doing} … ${table} ${number(count)}`
    process.stderr.write(terminal ? `\r${line.padEnd(width)}` : `${line}\n`)
    width = line.length
  }
  const done = () => {
    if (terminal && width > 0) process.stderr.write(`\r${' '.repeat(width)}\r`)
  }
  return { rows, done }
}

const number = (value: number, digits = 0): string => value.toLocaleString('en', { maximumFractionDigits: digits })
