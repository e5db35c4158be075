import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { build } from '#codegen/build.ts'
import { root } from '#server/platform/paths.ts'
import { freePort } from '#server/postgres/address.ts'

const env = { ...process.env, NODE_ENV: 'production' }

/** A process of the benchmark: answers each question that it is asked, until it is ended. */
export class Child {
  private readonly process: ChildProcess

  constructor(script: string, settings: Record<string, string> = {}) {
    this.process = fork(join(root, 'tests/bench', script), {
      execArgv: ['--import', 'tsx'],
      env: { ...env, ...settings },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
  }

  /** What it answers; throws what it failed with, and where it takes longer than `ms`. */
  async ask<T>(question: object, ms = 60_000): Promise<T> {
    const done = new AbortController()
    const signal = AbortSignal.any([done.signal, AbortSignal.timeout(ms)])
    const answer = once(this.process, 'message', { signal })
    const exit = once(this.process, 'exit', { signal }).then(() => [{ error: 'a process of the benchmark ended' }])
    exit.catch(() => {})
    this.process.send(question)
    try {
      const [{ error, result }] = (await Promise.race([answer, exit])) as [{ error?: string; result: T }]
      if (error) throw new Error(error)
      return result
    } finally {
      done.abort()
    }
  }

  end(): Promise<void> {
    return ended(this.process)
  }
}

/** What a child does: answers every question by `answer`. */
export function answering<Q, A>(answer: (question: Q) => Promise<A>): void {
  process.on('message', async (question: Q) => {
    try {
      process.send!({ result: await answer(question) })
    } catch (error) {
      process.send!({ error: (error as Error).message })
    }
  })
}

/** Our server as it is shipped, built from what is there, on a database. */
export async function startOurs(databaseUrl: string, settings: Record<string, string> = {}) {
  await build()
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const own = { DATABASE_URL: databaseUrl, PORT: String(port), SIZHEN_SEED: 'none', LOG_LEVEL: 'warn' }
  const server = spawn(process.execPath, [join(root, 'dist/server/main.js')], {
    env: { ...env, ...own, ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await serving(url, server)
  return { url: `${url}/graphql`, pid: server.pid!, end: () => ended(server) }
}

/** Waits until `/readyz` says yes. */
export async function serving(url: string, server: ChildProcess): Promise<void> {
  const deadline = Date.now() + 120_000
  while (Date.now() < deadline && server.exitCode === null) {
    const ready = await fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (ready) return
    await sleep(10)
  }
  await ended(server)
  throw new Error('the server did not come up')
}

/** Ends a process, by force where it does not within ten seconds. */
export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const force = setTimeout(() => child.kill('SIGKILL'), 10_000)
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  await exit
  clearTimeout(force)
}
