/** What a process of the benchmark does for the driver, by the name of the request. */
// biome-ignore lint/suspicious/noExplicitAny: the driver sends what the handler takes
type Handlers = Record<string, (given: any) => unknown>

type Request = { id: number; what: string; given: unknown }

/** Answers the driver's requests; the process ends with its driver. */
export function answerTo(handlers: Handlers): void {
  process.on('disconnect', () => process.exit())
  process.on('message', async ({ id, what, given }: Request) => {
    const handler = handlers[what]
    if (!handler) return
    try {
      process.send!({ id, answer: await handler(given) })
    } catch (error) {
      process.send!({ id, error: (error as Error).message })
    }
  })
}

/** Tells the driver that it can begin. */
export const started = (what: object = {}): boolean => process.send!({ started: what })
