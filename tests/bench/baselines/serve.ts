import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The address of /graphql of a server that listens on a free port of loopback from now on. */
export function listening(server: Server): Promise<string> {
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`)),
  )
}
