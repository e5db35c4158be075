import { type ParseArgsConfig, parseArgs } from 'node:util'
import { AppError } from '#server/platform/errors.ts'
import { StartError } from '#server/platform/start-error.ts'
import { isRetryable } from '#server/postgres/errors.ts'

/** The options of a command, as `util.parseArgs` takes them. */
export type Options = NonNullable<ParseArgsConfig['options']>

/** The values of the options on the command line, by the names of the options. */
export type Values<O extends Options> = ReturnType<typeof parseArgs<{ options: O; allowPositionals: true }>>['values']

/** What a command gets from its command line, and how it learns that it is to stop. */
export type Invocation<O extends Options> = {
  /** The arguments that are no options, in order: as many as `operands` names. */
  operands: string[]
  values: Values<O>
  /** Aborted by SIGINT, SIGTERM or SIGHUP; its reason is the sentence to end with. */
  signal: AbortSignal
}

/** A command-line script. */
export type Command<O extends Options> = {
  /** What `--help` prints: what the command does, the line that calls it, and what each option means. */
  usage: string
  /** The options besides `--help`. */
  options?: O
  /** The names of the arguments that are no options and must all be given, in order; `any` takes any number of them. */
  operands?: readonly string[] | 'any'
  /** What a failure that the environment causes (a full disk, a database that is away) begins with. */
  failure?: string
  /** What is printed when a signal has stopped the command before its end. */
  stopped?: string
  /** Does the work. A number that it answers with is the exit code of the process; without one it is 0. */
  work: (invocation: Invocation<O>) => Promise<number | undefined> | Promise<void>
}

/** The command line is wrong; the runner prints the usage after the sentence. */
export class UsageError extends StartError {
  override name = 'UsageError'
}

/**
 * Runs a command to its end: parses the command line, prints the usage for `--help`, turns a failure into a sentence on
 * standard error, and sets the exit code: 0 when the work is done, 1 when anything went wrong. The first SIGINT, SIGTERM
 * or SIGHUP aborts the command's signal, so that it can clean up; a second one ends the process at once.
 */
export async function run<const O extends Options = Record<never, never>>(command: Command<O>): Promise<void> {
  const stop = new AbortController()
  const abort = () => stop.abort(new StartError(command.stopped ?? 'Stopped. 已中断。'))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, abort)
  try {
    const parsed = parseCommandLine(command, process.argv.slice(2))
    if (!parsed) return console.log(command.usage)
    process.exitCode = (await command.work({ ...parsed, signal: stop.signal })) || 0
  } catch (error) {
    process.exitCode = 1
    console.error(sentenceOf(stop.signal.aborted ? stop.signal.reason : error, command))
  }
}

/** Reads the arguments of a command; null when they ask for `--help`. Throws a UsageError. */
export function parseCommandLine<const O extends Options>(
  { options, operands: names = [] }: Pick<Command<O>, 'options' | 'operands'>,
  args: string[],
): Omit<Invocation<O>, 'signal'> | null {
  const all = { ...options, help: { type: 'boolean' } } as const
  const { values, positionals: operands } = parse()
  if (values.help) return null
  if (names !== 'any' && operands.length < names.length) throw new UsageError(`${names[operands.length]} is missing.`)
  if (names !== 'any' && operands.length > names.length)
    throw new UsageError(`${operands[names.length]} is one argument too many.`)
  return { operands, values: values as Values<O> }

  function parse() {
    try {
      return parseArgs({ args, options: all, allowPositionals: true })
    } catch (error) {
      // Node adds advice about arguments that begin with a hyphen, of which there are none here
      throw new UsageError(`${(error as Error).message.split('. ')[0]!.replace(/\.$/, '')}.`)
    }
  }
}

/**
 * What is printed of a failure: the sentence of a refusal, or of what the environment did; all of a fault of the
 * program.
 */
function sentenceOf(error: unknown, { usage, failure = 'The command failed:' }: Command<Options>): unknown {
  if (error instanceof UsageError) return `${error.message}\n\n${usage}`
  if (error instanceof StartError || error instanceof AppError) return error.message
  const { code, message } = error as NodeJS.ErrnoException
  if (!code && !isRetryable(error)) return error
  // the last line of a message of Prisma's is the cause; those before it name the call
  return `${failure} ${message.trim().split('\n').at(-1) || code}`
}
