import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterEach, expect } from 'vitest'

const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

/** Starts the server as a process of its own, as `npm start` does, which ends with the test; `said` grows with what it prints. */
export function startServer(settings: Record<string, string>) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    env: { ...process.env, LOG_LEVEL: 'info', SIZHEN_SEED: 'none', ...settings },
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
  })
  children.push(child)
  const server = { child, said: '', ended: once(child, 'exit').then(([code]) => code as number) }
  for (const stream of [child.stdout, child.stderr]) {
    stream!.on('data', (text) => {
      server.said += text
    })
  }
  return server
}

/** A port of loopback that nobody listens on. */
export async function freePort(): Promise<string> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  await new Promise((resolve) => probe.close(resolve))
  return String(port)
}

/** Starts the server on that database and waits until it has said where it is. */
export async function runningServer(settings: { DATABASE_URL: string } & Record<string, string>) {
  const PORT = await freePort()
  const server = startServer({ PORT, ...settings })
  // what follows this line was printed with it
  await expect.poll(() => server.said, { timeout: 120_000 }).toContain('/graphql\n')
  return { ...server, url: `http://127.0.0.1:${PORT}`, said: () => server.said }
}
