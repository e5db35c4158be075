import type { InputFieldBuilder, InputRef, ObjectFieldBuilder } from '@pothos/core'
import type { Role } from '#codegen/prisma/enums.ts'
import { builder, type Types } from '#server/platform/builder.ts'
import { type Actor, allow, known, signedIn } from '#server/platform/context.ts'
import { AppError, type Sentence } from '#server/platform/errors.ts'
import { rowId } from '#server/platform/ids.ts'
import { throughDoubles, withoutDoubles } from './doubles.ts'
import type { Load, Read, Reads, State } from './load.ts'
import type { Receipt } from './receipts.ts'
import { type Change, type Decision, write } from './write.ts'

/** The fields that every input of a deed has. */
export const changeFields = (t: InputFieldBuilder<Types, 'InputObject'>) => ({
  clientId: t.field({
    type: 'UUID',
    description:
      'A UUID that the caller makes for this change. The same one sent again gets the first answer and changes nothing. 由调用方为本次操作生成的 UUID;重复发送只返回首次结果,不会重复执行。',
  }),
  happenedAt: t.field({
    type: 'DateTime',
    required: false,
    description:
      'When it happened, where that was before now. Up to five minutes ahead count as now, since clocks differ. 实际发生时间(补报时填写);因时钟误差,超前五分钟以内按现在计。',
  }),
  timeInDoubt: t.boolean({
    required: false,
    description:
      'True where the clock that gave happenedAt was set meanwhile, so that the time is a guess: the events say so. 给出发生时间的时钟中途被调过、时间只是推算时为真,事件会注明。',
  }),
})

type Input<I> = I extends InputRef<infer Shape> ? Shape : never

/**
 * What the fields of a payload are read from: the receipt, the input with row ids, and the secret that the work has made.
 * The secret is undefined where the receipt is that of an earlier call.
 */
export type Answer<I, S = undefined> = Receipt & { input: I; secret: S | undefined }

type Described = {
  /** What the deed does, as a full sentence: the beginning of the mutation's description. */
  does: Sentence
  /** When it gives each of its errors. Errors that every deed can give are named at the Mutation type. */
  errors: Partial<Record<'NOT_FOUND' | 'FORBIDDEN' | 'INVALID' | 'CONFLICT', Sentence>>
}

/** A decision, with a secret that is answered once and kept nowhere. */
type DecisionWithSecret<S> = Decision & { secret?: S }

type Options<I extends InputRef<Change>, R extends Reads, P, S> = Described & {
  input: I
  /** The roles that may do the deed; it is FORBIDDEN for all others. */
  roles: readonly Role[]
  /** True where it may be done before anything else by somebody whose password somebody else has set. */
  isFirst?: boolean
  /** Which fields of the input are global ids, and of which type: `{ visitId: 'Visit', 'items.itemId': 'SupplyItem' }`. */
  ids?: Record<string, string>
  /** Fields that must not go into the receipt, which keeps a hash of the input that is too quick to guard a password. */
  unhashed?: readonly (keyof Input<I>)[]
  /** The field of the input that gives when it happened, where that is not `happenedAt`. */
  happenedAt?: keyof Input<I> & string
  /** Slow work before the transaction, such as hashing a password. It is done for those alone who may do the deed. */
  prepare?: (input: Input<I>, actor: Actor, address: string) => Promise<P>
  /** What stands in the receipt's hash in place of the fields that are not hashed. */
  hashed?: (prepared: P) => object
  /** The roots that are locked, and what is read after that. NOT_FOUND where a row that is read is missing. */
  load: (actor: Actor, input: Input<I>, prepared: P) => Load<R>
  /** The rule: decides from what was read what is written, or refuses. A promise is for a long decision that is made in parts. */
  decide: (
    state: State<R>,
    input: Input<I>,
    moment: DeedMoment<P>,
  ) => DecisionWithSecret<S> | Promise<DecisionWithSecret<S>>
  /** The fields of the payload besides clientId and seq. Each reads its rows again, with the caller's rights. */
  payload: (t: ObjectFieldBuilder<Types, Answer<Input<I>, S>>) => object
  /** How many milliseconds the transaction may take, where that is more than the usual 3,000. */
  limits?: { timeout: number }
}

/**
 * The function by which the server's own commands and tests do a deed, and whoever acts without a session: `confirm` reads
 * whether it still may. Its input has row ids in place of global ids. `decide` is the rule alone: an import of many rows
 * decides each by it, upon what it has read for all.
 */
export type Deed<I, S = undefined, R extends Reads = Reads, P = undefined> = ((
  actor: Actor,
  input: I,
  confirm?: Read<Error | null>,
  address?: string,
) => Promise<Answer<I, S>>) & {
  decide: (state: State<R>, input: I, moment: DeedMoment<P>) => DecisionWithSecret<S>
}

/** When a deed happens, who does it, and what was prepared for it. */
type DeedMoment<P> = { at: Date; actor: Actor; prepared: P }

const roles = new Map<string, readonly Role[]>()

/** The roles that may do each deed, by the name of its mutation. Tests read it, and a table for the client is made of it. */
export const rolesOfDeeds: ReadonlyMap<string, readonly Role[]> = roles

const slow = new Set<string>()

/** The deeds whose transaction may take longer than usual, by the names of their mutations. */
export const slowDeeds: ReadonlySet<string> = slow

/**
 * Declares one deed: a mutation of this name with its input, its rule and its payload. All that it changes happens in
 * one transaction, with its receipt and its events.
 */
export function deed<I extends InputRef<Change>, R extends Reads, P = undefined, S = undefined>(
  name: string,
  options: Options<I, R, P, S>,
): Deed<Input<I>, S, R, P> {
  roles.set(name, options.roles)
  if (options.limits) slow.add(name)
  const run = async (
    actor: Actor,
    input: Input<I>,
    confirm?: Read<Error | null>,
    address = '',
  ): Promise<Answer<Input<I>, S>> => {
    allow(actor, ...options.roles)
    const prepared = (await options.prepare?.(input, actor, address)) as P
    const field = options.happenedAt ?? 'happenedAt'
    const change = { ...without(input as Change, options.unhashed ?? []), ...options.hashed?.(prepared) }
    const happenedAt = (input as Record<string, Date | null | undefined>)[field]
    const { timeInDoubt } = input as { timeInDoubt?: boolean | null }
    const planOf = (own: Input<I>) => ({
      load: options.load(actor, own, prepared),
      decide: (state: State<R>, at: Date) => {
        const decision = options.decide(state, own, { at, actor, prepared })
        if (!timeInDoubt) return decision
        return decision instanceof Promise ? decision.then(inDoubt) : inDoubt(decision)
      },
    })
    const settings = { limits: options.limits, confirm, happenedAt, field, address }
    return throughDoubles(async (doubles) => {
      const own = withoutDoubles(input, doubles)
      const { decision, ...receipt } = await write(actor, name, change, planOf(own), settings)
      return { ...receipt, input: own, secret: decision?.secret }
    })
  }
  const payload = builder.objectRef<Answer<Input<I>, S>>(`${capital(name)}Payload`).implement({
    description: `The answer to the mutation ${name}. 操作 ${name} 的结果。`,
    fields: (t) => ({
      clientId: t.field({
        type: 'UUID',
        description: 'The clientId of the input. 输入中的 clientId。',
        resolve: ({ clientId }) => clientId,
      }),
      seq: t.exposeInt('seq', {
        nullable: true,
        description:
          'The seq of the last event that it wrote; null where nothing had to be changed. 写入的最后一个事件号;没有变化时为空。',
      }),
      ...(options.payload(t as never) as object),
    }),
  })
  builder.mutationField(name, (t) =>
    t.field({
      type: payload,
      description: describe(options),
      args: {
        input: t.arg({
          type: options.input as unknown as InputRef<Input<I>>,
          description: `What the mutation ${name} needs. 操作 ${name} 的输入。`,
        }),
      },
      resolve: (_, args, context) => {
        const { input } = args as { input: Input<I> }
        const actor = options.isFirst ? known(context) : signedIn(context)
        return withinInput(() =>
          run(actor, withRowIds(input, options.ids ?? {}), confirmActor(actor), context.address),
        ) as never
      },
    }),
  )
  const decide = (state: State<R>, input: Input<I>, moment: DeedMoment<P>) => {
    const decision = options.decide(state, input, moment)
    if (decision instanceof Promise) throw new Error(`${name} is decided in parts.`)
    return decision
  }
  return Object.assign(run, { decide })
}

/** Does the work. Where it is refused because of a field of the input, the error says so by the path from the arguments. */
async function withinInput<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof AppError) error.argument = 'input'
    throw error
  }
}

let confirmActor = (_: Actor): Read<Error | null> => {
  throw new Error('Nothing confirms the actors of mutations: a module calls confirmActorsBy.')
}

/**
 * Sets what reads, within the first turn of each mutation, whether its actor may still act: the account and the session may
 * have changed since the request began.
 */
export const confirmActorsBy = (read: typeof confirmActor): void => {
  confirmActor = read
}

/** One text for the API: what the deed does and its errors, in English and then in Chinese. */
function describe({ does, errors }: Described): string {
  const codes = Object.entries(errors)
  const en = codes.map(([code, when]) => ` ${code}: ${when.en}.`).join('')
  const zh = codes.map(([code, when]) => `${code}:${when.zh}。`).join('')
  return `${does.en}${en} ${does.zh}${zh}`
}

/** The decision with events that say that their time is a guess. */
const inDoubt = <D extends Decision>(decision: D): D => ({
  ...decision,
  events: decision.events.map((event) => ({ ...event, timeInDoubt: true })),
})

const capital = (name: string): string => name[0]!.toUpperCase() + name.slice(1)

const without = (input: Change, fields: readonly PropertyKey[]): Change =>
  Object.fromEntries(Object.entries(input).filter(([field]) => !fields.includes(field))) as Change

/** The input with row ids in place of global ids. INVALID or NOT_FOUND where an id is none, or of another type. */
function withRowIds<T>(input: T, types: Record<string, string>): T {
  return Object.entries(types).reduce((value, [path, type]) => replaced(value, path.split('.'), type, []) as T, input)
}

/** Replaces the id at the end of a path; lists on the way are gone through, and what is left out stays left out. */
function replaced(value: unknown, path: readonly string[], type: string, at: readonly string[]): unknown {
  if (value == null) return value
  if (Array.isArray(value)) return value.map((each, i) => replaced(each, path, type, [...at, String(i)]))
  const [field, ...rest] = path
  if (field === undefined) return rowId(type, String(value), at.join('.'))
  const held = value as Record<string, unknown>
  return field in held ? { ...held, [field]: replaced(held[field], rest, type, [...at, field]) } : held
}
