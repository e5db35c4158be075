import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A stretch of network between a browser and the server that can be cut and mended. */
export type Cuttable = { url: string; cut: () => void; mend: () => void; close: () => Promise<void> }

/** Passes every byte on to the server at `url`; once cut it drops all connections and takes no new one. */
export async function cuttable(url: string): Promise<Cuttable> {
  const target = Number(new URL(url).port)
  const open = new Set<Socket>()
  let isCut = false
  const server = createServer((near) => {
    if (isCut) return near.destroy()
    const far = connect(target, '127.0.0.1')
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(end)
      end.pipe(other)
      end.on('error', () => {})
      end.on('close', () => {
        open.delete(end)
        other.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const dropAll = () => {
    for (const socket of open) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: () => {
      isCut = true
      dropAll()
    },
    mend: () => {
      isCut = false
    },
    close: () => {
      dropAll()
      return new Promise((resolve) => void server.close(() => resolve()))
    },
  }
}
