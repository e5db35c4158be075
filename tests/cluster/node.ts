import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from '#server/platform/paths.ts'
import { freePort } from '#server/postgres/address.ts'
import { until } from './postgres.ts'

const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** How a process ended, and how long after it was told to. */
export type End = { code: number | null; signal: string | null; ms: number }

/** A server as a process of its own, always on the same port. */
export class ServerNode {
  readonly port: number
  readonly url: string
  said = ''
  /** How often it ended without being told to: it never may. */
  ownEnds = 0
  private readonly settings: Record<string, string>
  private child: ChildProcess | null = null
  private ended: Promise<Omit<End, 'ms'>> = Promise.resolve({ code: null, signal: null })
  private told = false

  constructor(port: number, settings: Record<string, string>) {
    this.port = port
    this.url = `http://127.0.0.1:${port}`
    this.settings = settings
  }

  /** Starts the process; `ready` waits until it serves. */
  launch(): void {
    this.told = false
    const env = { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'error', ...this.settings, PORT: `${this.port}` }
    const child = spawn(process.execPath, [join(root, 'dist', 'server', 'main.js')], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    running.add(child)
    this.child = child
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        this.said = (this.said + text).slice(-20_000)
      })
    }
    this.ended = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        running.delete(child)
        if (!this.told) this.ownEnds += 1
        resolve({ code, signal })
      })
    })
  }

  /** Waits until it answers that it is ready. */
  async ready(patience = 60_000): Promise<void> {
    const isReady = () => fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(5000) }).then(({ ok }) => ok)
    await until(() => `${this.url} is ready: ${this.said.slice(-2000)}`, isReady, patience)
  }

  async start(): Promise<void> {
    this.launch()
    await this.ready()
  }

  get isRunning(): boolean {
    return this.child !== null && this.child.exitCode === null && this.child.signalCode === null
  }

  /** Waits for its end, whoever causes it. */
  async exit(): Promise<Omit<End, 'ms'>> {
    return this.ended
  }

  /** Sends the signal and waits for the end. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<End> {
    this.told = true
    const began = Date.now()
    if (this.isRunning) this.child!.kill(signal)
    return { ...(await this.ended), ms: Date.now() - began }
  }
}

/** A node on a free port, not started yet. */
export const aNode = async (settings: Record<string, string>): Promise<ServerNode> =>
  new ServerNode(await freePort(), settings)
