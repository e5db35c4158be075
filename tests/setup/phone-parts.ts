import { randomUUID } from 'node:crypto'
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterAll, beforeEach } from 'vitest'
import type { Answer, Rows, Session } from '#client/field/store/centre-client.ts'
import { CentreClock, type Clocks } from '#client/field/store/centre-clock.ts'
import type { Entry } from '#client/field/store/entry.ts'
import type { LocalStorage } from '#client/field/store/local-map.ts'
import type { ObservableValue } from '#client/field/store/observable-value.ts'
import { Outbox } from '#client/field/store/outbox.ts'
import { StopNames } from '#client/field/store/stop-names.ts'
import { Storage } from '#client/field/store/storage.ts'
import { UnsentMark } from '#client/field/store/unsent-mark.ts'
import { aSquadAccount } from './phone-samples.ts'

/** Gives each test of a file an empty IndexedDB. */
export const withEmptyIndexedDB = () =>
  beforeEach(() => {
    globalThis.indexedDB = new IDBFactory()
  })

/** Resolves as soon as the value is as the test expects it. */
export function until<T>(observable: ObservableValue<T>, isExpected: (value: T) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (!isExpected(observable.get())) return
      stop()
      resolve()
    }
    const stop = observable.observe(check)
    check()
  })
}

/** A browser's localStorage with any number of tabs; word of a change reaches the other tabs at `deliver`. */
export function aBrowser() {
  const texts = new Map<string, string>()
  const channel = `browser ${randomUUID()}`
  type Listener = Parameters<LocalStorage['addEventListener']>[1]
  const tabs: Listener[][] = []
  const undelivered: (() => void)[] = []
  const tab = (): LocalStorage => {
    const own: Listener[] = []
    tabs.push(own)
    const tell = (key: string) => {
      const others = tabs.filter((listeners) => listeners !== own).flat()
      undelivered.push(...others.map((listener) => () => listener({ key })))
    }
    return {
      localStorage: {
        get length() {
          return texts.size
        },
        key: (index) => [...texts.keys()][index] ?? null,
        getItem: (key) => texts.get(key) ?? null,
        setItem: (key, text) => {
          texts.set(key, text)
          tell(key)
        },
        removeItem: (key) => {
          texts.delete(key)
          tell(key)
        },
      },
      addEventListener: (_type, listener) => own.push(listener),
    }
  }
  const deliver = () => {
    for (const word of undelivered.splice(0)) word()
  }
  return { texts, channel, tab, deliver }
}

/** The answers that a centre can give. */
export const acknowledged = (rows: Rows = {}): Answer => ({ ok: true, rows })
const failed = (code: string, retry: boolean): Answer => ({ ok: false, failure: { code, message: code, retry } })
export const noAnswer = failed('UNAVAILABLE', true)
export const fault = failed('INTERNAL', true)
export const refusal = failed('CONFLICT', false)
export const sessionEnded = failed('UNAUTHENTICATED', false)

/** A call of `send` that waits for the test's answer. */
type Call = { entry: Entry; answer: (answer: Answer) => void }

/** The other end of the line: the test says whose session there is, sees each entry come in and answers it. */
function aCentre() {
  const calls: Call[] = []
  let expect: ((call: Call) => void) | undefined
  const centre = {
    /** The names of all deeds that came in, in their order. */
    log: [] as string[],
    sessionNow: { account: 'a' } as Session,
    sessions: 0,
    session: async () => {
      centre.sessions += 1
      return centre.sessionNow
    },
    send: (entry: Entry) =>
      new Promise<Answer>((answer) => {
        centre.log.push(`${entry.mutation} ${entry.visit}`)
        const call = { entry, answer }
        if (expect) expect(call)
        else calls.push(call)
        expect = undefined
      }),
    /** The next entry that comes in, or has come in and waits for an answer. */
    next: (): Promise<Call> =>
      new Promise((resolve) => {
        const call = calls.shift()
        if (call) resolve(call)
        else expect = resolve
      }),
    /** Answers the next entries that come in, in this order. */
    async answer(...answers: Answer[]) {
      for (const answer of answers) (await centre.next()).answer(answer)
    },
  }
  return centre
}

const channels: BroadcastChannel[] = []

/** A tab with an open outbox, for the account `a` unless another is named. `taken` has the rows of all acknowledged entries. */
export async function aTab(
  {
    account = 'a',
    centre = aCentre(),
    browser = aBrowser(),
    storage = new Storage(),
    clocks = undefined as Clocks | undefined,
  } = {},
  take: (rows: Rows) => Promise<void> = async () => {},
) {
  const names = new StopNames(browser.tab())
  const clock = new CentreClock(browser.tab(), clocks)
  const mark = new UnsentMark(browser.tab())
  const otherTabs = new BroadcastChannel(browser.channel)
  channels.push(otherTabs)
  const outbox = await Outbox.open({
    storage,
    names,
    clock,
    mark,
    otherTabs,
    session: centre.session,
    send: centre.send,
    take,
  })
  outbox.belongTo(aSquadAccount(account))
  return { outbox, centre, names, clock, mark, browser, storage }
}

/** Closes at the end of a file what its tabs hold open. */
export const withTabs = () =>
  afterAll(() => {
    for (const channel of channels.splice(0)) channel.close()
  })

/** An open outbox with the other end of its line. */
export type Tab = Awaited<ReturnType<typeof aTab>>

/** Nothing is left in the outbox. */
export const isEmpty = ({ outbox }: Tab) => until(outbox.state, ({ entries }) => entries.length === 0)
/** The centre has refused an entry. */
export const hasRefused = ({ outbox }: Tab) =>
  until(outbox.state, ({ entries }) => entries.some(({ refused }) => refused))
/** The entry that the centre has refused. */
export const theRefused = ({ outbox }: Tab): Entry => outbox.state.get().entries.find(({ refused }) => refused)!
/** What stands in the outbox's store. */
export const stored = ({ storage }: Tab) => storage.use((database) => database.getAll('outbox'))
