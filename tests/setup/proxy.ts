import { once } from 'node:events'
import { createConnection, createServer, type Socket } from 'node:net'

/** A way to the database that can be cut and mended: for what happens when the database is away. */
export async function aProxy(
  databaseUrl: string,
): Promise<{ url: string; cut: () => void; mend: () => Promise<void> }> {
  const url = new URL(databaseUrl)
  const folder = url.searchParams.get('host')
  const target = folder
    ? { path: `${folder}/.s.PGSQL.${url.port || 5432}` }
    : { host: url.hostname, port: Number(url.port) }
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    const behind = createConnection(target as never)
    for (const [one, other] of [
      [socket, behind],
      [behind, socket],
    ] as const) {
      open.add(one)
      one.pipe(other)
      one.on('error', () => other.destroy()).on('close', () => open.delete(one) && other.destroy())
    }
  })
  const listen = async (port: number) => {
    await once(server.listen(port, '127.0.0.1'), 'listening')
  }
  await listen(0)
  const { port } = server.address() as { port: number }
  url.searchParams.delete('host')
  url.hostname = '127.0.0.1'
  url.port = String(port)
  return {
    url: url.href,
    cut() {
      server.close()
      for (const socket of open) socket.destroy()
    },
    mend: () => listen(port),
  }
}
