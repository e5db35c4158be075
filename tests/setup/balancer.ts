import { createServer, type IncomingMessage, request as send } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'

/** What stands in front of several nodes. `order` says of each request, by its number, which node gets it; it may be changed. */
export type Balancer = { url: string; order: (turn: number) => number; close: () => Promise<void> }

/** Spreads single requests, and sockets, over the nodes at these URLs. */
export async function aBalancer(urls: string[], order: Balancer['order']): Promise<Balancer> {
  const open = new Set<Socket>()
  let turn = 0
  const next = () => new URL(urls[balancer.order(turn++) % urls.length]!)
  const server = createServer((request, response) => {
    const { hostname, port } = next()
    const { method, url: path, headers } = request
    const passed = send({ hostname, port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode!, answer.headers)
      answer.pipe(response)
    })
    passed.on('error', () => response.destroy())
    response.on('close', () => passed.destroy())
    request.pipe(passed)
  })
  server.on('upgrade', (request, near: Socket, head) => {
    const far = connect(Number(next().port), '127.0.0.1', () => {
      far.write(Buffer.concat([Buffer.from(headOf(request)), head]))
      near.pipe(far).pipe(near)
    })
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(end)
      end.on('error', () => {}).on('close', () => other.destroy())
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const balancer: Balancer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    order,
    close: () => {
      for (const socket of open) socket.destroy()
      server.closeAllConnections()
      return new Promise((resolve) => void server.close(() => resolve()))
    },
  }
  return balancer
}

function headOf({ method, url, rawHeaders }: IncomingMessage): string {
  const lines = rawHeaders.flatMap((name, i) => (i % 2 === 0 ? [`${name}: ${rawHeaders[i + 1]}`] : []))
  return [`${method} ${url} HTTP/1.1`, ...lines, '', ''].join('\r\n')
}
