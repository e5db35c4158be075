import { UsageError, type Values } from '#server/commands/run.ts'

/** What a drill is told to do. */
export type DrillOptions = {
  url: string
  password: string
  /** How many times faster than the plan; null: as fast as the server takes it. */
  speed: number | null
  /** Mutations a second of all lanes together, whatever the plan's times say. */
  rate: number | null
  squads: number[]
  /** Where the endless load after the plan begins to choose. */
  seed: number
  forSeconds: number | null
  /** Ends at the article's closing figures. */
  toEnd: boolean
}

/** How the drill is called. */
export const commandLine = {
  usage: `Plays a campaign day through the GraphQL API, as ten squads and the command centre would.

  npm run drill -- [--speed 60] [--squads 1,3] [--rate N] [--for SECONDS] [--to-end] [--seed N] [--url URL]

  --speed N      times faster than life; 60, the default, plays the day in eight and a half minutes
  --to-end       as fast as the server takes it, up to the article's closing figures, and no further
  --rate N       N mutations a second instead of the plan's times: a load generator
  --squads LIST  only these squads, and the command centre
  --for SECONDS  ends then; without it the load goes on until Ctrl-C when the plan is played
  --seed N       another course of the load that follows the plan
  --url URL      the server; http://127.0.0.1:4000 by default

On a union that was set up by hand its squads visit its own campaign's list, by accounts that are named like the practice ones.

The practice accounts' password is taken from SIZHEN_PRACTICE_PASSWORD.`,
  options: {
    speed: { type: 'string' },
    url: { type: 'string', default: 'http://127.0.0.1:4000' },
    squads: { type: 'string', default: '1,2,3,4,5,6,7,8,9,10' },
    rate: { type: 'string' },
    seed: { type: 'string', default: '1' },
    for: { type: 'string' },
    'to-end': { type: 'boolean', default: false },
  },
} as const

/** Reads the values of the command line; throws a UsageError where one can't be used. */
export function readOptions(
  values: Values<typeof commandLine.options>,
  environment: NodeJS.ProcessEnv = process.env,
): DrillOptions {
  const { url, 'to-end': toEnd } = values
  if (!URL.canParse(url)) throw new UsageError(`--url ${url} is no address.`)
  const squads = values.squads.split(',').map((each) => positive('--squads', each))
  if (squads.some((number) => number > 10 || !Number.isInteger(number)))
    throw new UsageError('--squads are from 1 to 10.')
  const rate = values.rate === undefined ? null : positive('--rate', values.rate)
  const atOnce = toEnd || rate !== null
  return {
    url,
    password: environment.SIZHEN_PRACTICE_PASSWORD || 'practice-only',
    speed: values.speed === undefined && atOnce ? null : positive('--speed', values.speed ?? '60'),
    rate,
    squads,
    seed: positive('--seed', values.seed),
    forSeconds: values.for === undefined ? null : positive('--for', values.for),
    toEnd,
  }
}

function positive(name: string, text: string): number {
  const value = Number(text)
  if (!(value > 0) || !Number.isFinite(value)) throw new UsageError(`${name} ${text} is no number above zero.`)
  return value
}
