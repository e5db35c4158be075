import type { TestApp } from './app.ts'

/** What every subscriber selects of an event at least. */
export type EventHead = { seq: number; name: string }

/** A batch as it came, with what was selected of its events. */
export type ReceivedBatch<E extends EventHead> = { after: number; through: number; reset: boolean; events: E[] }

/** A subscriber on a socket of its own, and all that it has received so far. */
export type Follower<E extends EventHead> = {
  batches: ReceivedBatch<E>[]
  /** The events of all batches, in the order in which they came. */
  events: () => E[]
  /** Resolves when the subscriber has been told that it knows everything up to `seq`. */
  through: (seq: number) => Promise<void>
  /** Resolves with the code by which the server closed the socket. */
  closed: Promise<number>
  stop: () => Promise<void>
}

/** The union and the position from which to follow, and what is selected of each event besides its seq and its name. */
export type FollowOptions = { after: number; unionId?: string; selection?: string }

/** The document of a subscription to all events, with this selection of each. */
export const eventsDocument = (selection = '') =>
  `subscription ($after: Int!, $unionId: ID) { boardEvents(after: $after, unionId: $unionId) {
    after through reset events { seq name ${selection} } } }`

/** Subscribes on a new socket; resolves when the first batch has come. Rejects with the close code where none comes. */
export async function follow<E extends EventHead>(
  app: TestApp,
  token: string,
  { selection, ...variables }: FollowOptions,
): Promise<Follower<E>> {
  const batches: ReceivedBatch<E>[] = []
  const waiting = new Set<() => void>()
  const client = app.socket(token)
  const closed = new Promise<number>((resolve) =>
    client.on('closed', (event) => resolve((event as { code: number }).code)),
  )
  const first = new Promise<void>((resolve, reject) => {
    client.subscribe<{ boardEvents: ReceivedBatch<E> }>(
      { query: eventsDocument(selection), variables },
      {
        next({ data, errors }) {
          if (!data) return reject(new Error(JSON.stringify(errors)))
          batches.push(data.boardEvents)
          resolve()
          for (const wake of waiting) wake()
        },
        error: (cause) => reject(new Error('not followed', { cause })),
        complete: () => {},
      },
    )
  })
  await first
  return {
    batches,
    events: () => batches.flatMap(({ events }) => events),
    through: (seq) =>
      new Promise((resolve) => {
        const look = () => {
          if (batches.at(-1)!.through < seq) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    closed,
    stop: async () => client.dispose(),
  }
}
