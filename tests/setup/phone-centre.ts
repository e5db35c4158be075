import { WebSocket } from 'ws'
import { CentreClient, type Rows } from '#client/field/store/centre-client.ts'
import { CentreClock } from '#client/field/store/centre-clock.ts'
import type { NewEntry } from '#client/field/store/entry.ts'
import { Outbox } from '#client/field/store/outbox.ts'
import { StopNames } from '#client/field/store/stop-names.ts'
import { Storage } from '#client/field/store/storage.ts'
import { UnsentMark } from '#client/field/store/unsent-mark.ts'
import { createGraphClient } from '#client/graph/create-client.ts'
import { createSocket } from '#client/graph/socket.ts'
import type { TestApp } from './app.ts'
import { aSquadDay } from './phone.ts'
import { aBrowser, until } from './phone-parts.ts'

/** The centre as a phone with this token asks it, through the page's own client. */
export const centreFor = (app: TestApp, token: string | null, url = `${app.url}/graphql`) =>
  new CentreClient(
    createGraphClient({
      url,
      fetchOptions: token ? { headers: { authorization: `Bearer ${token}` } } : {},
      // nothing is subscribed to: it never connects
      socket: createSocket({ url: url.replace('http', 'ws'), webSocketImpl: WebSocket }),
    }),
  )

/** A squad with stops, its centre, and an outbox that sends to it. */
export async function aSendingPhone(app: TestApp, stops: string[], others: string[] = [], at = new Date()) {
  const day = await aSquadDay(stops, others, at)
  const centre = centreFor(app, await app.signInAs(day.username))
  const { data: account } = await centre.viewer()
  const rows: Rows[] = []
  const tab = aBrowser().tab()
  const names = new StopNames(tab)
  const clock = new CentreClock(tab)
  const mark = new UnsentMark(tab)
  const otherTabs = new BroadcastChannel(`phone of ${account!.id}`)
  const outbox = await Outbox.open({
    storage: new Storage(),
    names,
    clock,
    mark,
    session: () => centre.session(),
    send: (entry) => centre.send(entry),
    take: async (row) => void rows.push(row),
    otherTabs,
  })
  outbox.belongTo(account!)
  /** Adds entries and waits until each has arrived or was refused. */
  const send = async (...deeds: NewEntry[]) => {
    for (const deed of deeds) await outbox.add(deed)
    await until(outbox.state, ({ entries, sending }) => sending === null && entries.every(({ refused }) => refused))
    return outbox.state.get().entries
  }
  return { day, centre, account: account!, outbox, rows, names, send, close: () => otherTabs.close() }
}
