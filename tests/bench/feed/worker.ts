import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from '#server/platform/paths.ts'

type Message = { started?: object; id?: number; answer?: unknown; error?: string }
type Asked = { answer: (value: never) => void; fail: (error: Error) => void; timer: NodeJS.Timeout }

/** A process that the driver started and asks over IPC. Every wait is bounded and fails with a sentence. */
export class Worker {
  readonly name: string
  private readonly child: ChildProcess
  private readonly asked = new Map<number, Asked>()
  private readonly started: Promise<object>
  private serial = 0

  constructor(name: string, node: string[], env: SpawnOptions['env'] = {}) {
    this.name = name
    this.child = spawn(process.execPath, node, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    this.started = new Promise((resolve) => {
      this.child.on('message', (message: Message) => {
        if (message.started) resolve(message.started)
        else this.settle(message)
      })
    })
    this.child.once('exit', (code, signal) => {
      for (const { fail } of this.asked.values()) fail(new Error(`${name} ended (${code ?? signal}) while asked`))
    })
  }

  /** What the process said when it could begin. */
  async ready<T>(): Promise<T> {
    return (await within(30_000, `${this.name} did not start`, this.started)) as T
  }

  /** Sends a request and waits for its answer. */
  ask<T>(what: string, given: object = {}, limitMs = 300_000): Promise<T> {
    const id = ++this.serial
    return new Promise<T>((resolve, reject) => {
      const end = () => {
        clearTimeout(timer)
        this.asked.delete(id)
      }
      const fail = (error: Error) => {
        end()
        reject(error)
      }
      const answer = (value: T) => {
        end()
        resolve(value)
      }
      const late = `${this.name} did not answer “${what}” within ${limitMs / 1000} s`
      const timer = setTimeout(() => fail(new Error(late)), limitMs)
      this.asked.set(id, { answer, fail, timer })
      if (this.child.connected) this.child.send({ id, what, given })
      else fail(new Error(`${this.name} has ended`))
    })
  }

  /** Ends the process and waits until it is gone. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return
    const gone = new Promise((resolve) => this.child.once('exit', resolve))
    this.child.kill('SIGTERM')
    const force = setTimeout(() => this.child.kill('SIGKILL'), 8000)
    await gone
    clearTimeout(force)
  }

  private settle({ id, answer, error }: Message): void {
    const asked = this.asked.get(id!)
    if (error === undefined) asked?.answer(answer as never)
    else asked?.fail(new Error(`${this.name}: ${error}`))
  }
}

/** Fails with the sentence where the work takes longer. */
async function within<T>(limitMs: number, sentence: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${sentence} within ${limitMs / 1000} s`)), limitMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Where a file of the benchmark lies. */
export const benchFile = (path: string): string => join(root, 'tests', 'bench', path)

/** Starts the process in which the subscribers live. */
export const startClients = (): Worker => new Worker('the clients', ['--import', 'tsx', benchFile('feed/clients.ts')])
