import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** What stands in front of the nodes: spreads connections over those in turn that take them. */
export class Front {
  url = ''
  private readonly ports: number[]
  private readonly out = new Set<number>()
  private readonly open = new Set<Socket>()
  private readonly byPort = new Map<number, number>()
  private readonly server = createServer((socket) => this.pass(socket))
  private next = 0

  constructor(ports: number[]) {
    this.ports = ports
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
    return this
  }

  /** Sends no new connection to this node. */
  takeOut(node: number): void {
    this.out.add(node)
  }

  putIn(node: number): void {
    this.out.delete(node)
  }

  /** The node that serves the client's connection from this local port. */
  nodeOf(clientPort: number | undefined): number | undefined {
    return clientPort === undefined ? undefined : this.byPort.get(clientPort)
  }

  async close(): Promise<void> {
    for (const socket of this.open) socket.destroy()
    await new Promise((resolve) => this.server.close(resolve))
  }

  private pass(near: Socket): void {
    this.open.add(near)
    near.on('error', () => {}).on('close', () => this.open.delete(near))
    const turn = this.next++
    const inTurn = this.ports.map((_, i) => (turn + i) % this.ports.length).filter((node) => !this.out.has(node))
    this.reach(near, inTurn)
  }

  /** The first of the nodes that takes the connection; where none does it is reset. */
  private reach(near: Socket, [node, ...others]: number[]): void {
    if (node === undefined) return void near.resetAndDestroy()
    const far = connect(this.ports[node]!, '127.0.0.1')
    const refused = () => this.reach(near, others)
    far.once('error', refused)
    far.once('connect', () => {
      far.off('error', refused)
      const { remotePort } = near
      if (remotePort !== undefined) this.byPort.set(remotePort, node)
      for (const [end, other] of [
        [near, far],
        [far, near],
      ] as const) {
        end.pipe(other)
        end.on('error', () => other.destroy()).on('close', () => other.destroy())
      }
    })
  }
}
