import { createHash } from 'node:crypto'
import { type DocumentNode, type ExecutionArgs, type ExecutionResult, print } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { anonymousActor, audienceOf } from '#server/feed/audience.ts'
import { localDate, now } from '#server/platform/clock.ts'
import type { Actor, Context } from '#server/platform/context.ts'
import { db } from '#server/postgres/db.ts'
import type { BoardRows } from './snapshot.ts'
import { type BoardParts, splitBoard } from './split.ts'

const keptAtMost = 64 * 1024 * 1024

/** An answer to `board`: the value, the same as JSON text, and the union, epoch and seq for which it holds. */
type Answer = { board: unknown; text: string; rows: Pick<BoardRows, 'unionId' | 'epoch' | 'seq'> }

type Execute = (args: ExecutionArgs) => Promise<ExecutionResult>
type BoardRequest = { args: ExecutionArgs; actor: Actor; parts: BoardParts; execute: Execute }

/** The newest answer to each question, by its key; while the question is executed, the promise of the answer. */
const answers = new Map<string, Promise<Answer | ExecutionResult>>()
const sizes = new Map<string, number>()
const rowsOfRequests = new WeakMap<Context, BoardRows>()

/**
 * Remembers the rows that the resolver has read for this request, so that the answer can be stored with their
 * position.
 */
export function noteRead(context: Context, rows: BoardRows): BoardRows {
  rowsOfRequests.set(context, rows)
  return rows
}

/**
 * A board that is asked again is not executed again while its stream has not moved: the same question by the same
 * audience on the same local date. All that a board shows changes with an event, so it is as new as its `{ epoch, seq }`;
 * its `asOf` stays the time at which it was read. What had an error is not kept.
 */
export const useBoardAgain = (): Plugin => ({
  onExecute({ args, executeFn, setExecuteFn }) {
    const { actor } = args.contextValue as unknown as Context
    const parts = splitBoard(args.document as DocumentNode, args.operationName)
    const execute: Execute = async (executionArgs) => executeFn(executionArgs)
    if (parts && actor)
      setExecuteFn((executionArgs: ExecutionArgs) => answer({ args: executionArgs, actor, parts, execute }))
  },
})

const nothingElse: ExecutionResult = { data: {} }

/**
 * Answers a query with the stored board and, for its other root fields, an execution of its own: these may depend on
 * more than the audience.
 */
async function answer(request: BoardRequest): Promise<ExecutionResult> {
  const { args, parts, execute } = request
  const [found, others] = await Promise.all([
    boardOf(request),
    parts.others ? execute({ ...args, document: parts.others }) : nothingElse,
  ])
  const own = 'text' in found ? { data: { [parts.key]: found.board } } : found
  const whole = own.data && others.data && { ...others.data, ...own.data }
  const data = whole && Object.fromEntries(parts.keys.map((key) => [key, whole[key]]))
  const errors = [...(own.errors ?? []), ...(others.errors ?? [])]
  if (errors.length || !data || !('text' in found)) return errors.length ? { errors, data } : { data }
  return Object.assign({ data }, { stringify: (result: ExecutionResult) => stringified(result, parts.key, found.text) })
}

/** The JSON text of a result whose value named `ready` is there as JSON text. */
function stringified({ data, extensions }: ExecutionResult, ready: string, text: string): string {
  const values = Object.entries(data!).map(
    ([key, value]) => `${JSON.stringify(key)}:${key === ready ? text : JSON.stringify(value)}`,
  )
  const more = extensions ? `,"extensions":${JSON.stringify(extensions)}` : ''
  return `{"data":{${values.join(',')}}${more}}`
}

/**
 * The kept answer where it still holds. Else one execution for all who found the same answer void: it began after each
 * of them had asked, so that nobody is told less than was committed before.
 */
async function boardOf(request: BoardRequest): Promise<Answer | ExecutionResult> {
  const key = keyOf(request)
  const known = answers.get(key)
  const answer = await known?.catch(() => null)
  if (answer && 'text' in answer && (await holds(answer))) return answer
  const newer = answers.get(key)
  if (newer && newer !== known) return newer
  const executed = executeBoard(request)
  keep(key, executed)
  return executed
}

async function holds({ rows: { unionId, epoch, seq } }: Answer): Promise<boolean> {
  const stream = await db.stream.findUnique({ where: { unionId }, select: { epoch: true, head: true } })
  return stream?.epoch === epoch && stream.head === seq
}

async function executeBoard({ args, actor, parts, execute }: BoardRequest): Promise<Answer | ExecutionResult> {
  const contextValue: Context = { ...(args.contextValue as Context), actor: anonymousActor(audienceOf(actor)) }
  // others wait for this execution too: the deadline of the one who began it does not stop it
  const shared = { ...args, document: parts.board, contextValue, signal: undefined }
  const result = await execute(shared)
  const rows = rowsOfRequests.get(contextValue)
  const board = result.data?.[parts.key]
  if (result.errors?.length || !board || !rows) return result
  const { unionId, epoch, seq } = rows
  return { board, text: JSON.stringify(board), rows: { unionId, epoch, seq } }
}

/** Forgets the oldest answers until the others fit into the memory that the cache may take. */
function keep(key: string, executed: Promise<Answer | ExecutionResult>): void {
  answers.set(key, executed)
  const forget = () => {
    if (answers.get(key) === executed) drop(key)
  }
  executed.then((answer) => {
    if (answers.get(key) !== executed) return
    if (!('text' in answer)) return forget()
    sizes.delete(key)
    // the objects take about three times their text, and the entry something besides
    sizes.set(key, 4096 + 4 * answer.text.length)
    let size = [...sizes.values()].reduce((sum, each) => sum + each, 0)
    for (const [oldest, length] of sizes) {
      if (size <= keptAtMost) break
      drop(oldest)
      size -= length
    }
  }, forget)
}

function drop(key: string): void {
  answers.delete(key)
  sizes.delete(key)
}

/** The key of a question: everything that its answer depends on besides the union's data. */
function keyOf({ args, actor }: BoardRequest): string {
  const { document, operationName, variableValues } = args
  const text = document.loc?.source.body ?? print(document)
  const question = JSON.stringify([audienceOf(actor), text, operationName, variableValues, localDate(now())])
  return createHash('sha256').update(question).digest('base64')
}
