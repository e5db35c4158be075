import { UsageError, type Values } from '#server/commands/run.ts'
import type { Size } from './run.ts'

/** The scenarios of a run under load, with the sizes that shared machines are measured by. */
export const sizes = {
  R1: { rounds: 100, rate: 200, followers: 500 },
  R2: { rounds: 40, rate: 200, followers: 500 },
  R7: { rounds: 20, rate: 100, followers: 100 },
  R8: { rounds: 20, rate: 50, followers: 100 },
  R14: { rounds: 5, rate: 50, followers: 500 },
  R19: { rounds: 50, rate: 100, followers: 100 },
} as const satisfies Record<string, Size>

/** Those that bring their own load. */
export const others = ['R10', 'R11', 'mix', 'takeover', 'together', 'due', 'fuzz', 'pairs'] as const

export type Name = keyof typeof sizes | (typeof others)[number]

export type ChaosOptions = {
  names: Name[]
  unions: number
  nodes: number
  seed?: number
  size: (name: keyof typeof sizes) => Size
  rounds: number | undefined
}

const all = [...Object.keys(sizes), ...others] as Name[]

const text = { type: 'string' } as const

/** How the full form is called. */
export const commandLine = {
  usage: `Breaks things under load and holds every answer and event against the log.

  npm run chaos -- [R1 R8 …] [--rounds N] [--rate N] [--followers N] [--unions N] [--nodes N] [--seed N]

  ${all.join(' ')}: all of them where none is named
  --rounds, --rate (mutations a second), --followers: instead of each scenario's own size
  --unions N   streams, 20 by default
  --nodes N    2 by default
  --seed N     the seed that R11 or fuzz printed when it failed`,
  operands: 'any',
  options: { rounds: text, rate: text, followers: text, unions: text, nodes: text, seed: text },
} as const

/** Reads the scenarios and values of the command line; throws a UsageError where one can't be used. */
export function readOptions(names: string[], values: Values<typeof commandLine.options>): ChaosOptions {
  const unknown = names.filter((name) => !all.includes(name as Name))
  if (unknown.length > 0) throw new UsageError(`There is no scenario ${unknown.join(', ')}.`)
  const number = (name: keyof typeof values) => (values[name] === undefined ? undefined : whole(name, values[name]))
  const given = { rounds: number('rounds'), rate: number('rate'), followers: number('followers') }
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  return {
    names: names.length > 0 ? (names as Name[]) : all,
    unions: number('unions') ?? 20,
    nodes: number('nodes') ?? 2,
    seed: number('seed'),
    size: (name) => ({ ...sizes[name], ...set }),
    rounds: given.rounds,
  }
}

function whole(name: string, text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) throw new UsageError(`--${name} ${text} is no whole number above zero.`)
  return value
}
