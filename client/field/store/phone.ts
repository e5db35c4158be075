import type { Client } from 'urql'
import { observeServerTime } from '#client/graph/server-time.ts'
import type { Account } from './account.ts'
import { Briefs } from './briefs.ts'
import { CentreClient, type Rows } from './centre-client.ts'
import { CentreClock } from './centre-clock.ts'
import { Drafts } from './drafts.ts'
import { ObservableValue } from './observable-value.ts'
import { Outbox } from './outbox.ts'
import { Owner } from './owner.ts'
import { StopNames } from './stop-names.ts'
import type { Stops } from './stops.ts'
import { Storage } from './storage.ts'
import { storageTroubleOf } from './storage-trouble.ts'
import { UnsentMark } from './unsent-mark.ts'

/** What the phone stores and sends. It stays open, and goes on sending, while the page shows other screens. */
export type Phone = {
  storage: Storage
  clock: CentreClock
  centre: CentreClient
  owner: Owner
  outbox: Outbox
  drafts: Drafts
  names: StopNames
  briefs: Briefs
  /** The list on the screen; null while no list is open. */
  stops: ObservableValue<Stops | null>
  mark: UnsentMark
  /** Takes in the rows that an answer or an event brought along. */
  take: (rows: Rows) => Promise<void>
}

/** Opens what the phone stores. Rejects where the browser stores nothing. */
export async function openPhone(client: Client): Promise<Phone> {
  const storage = new Storage()
  const clock = new CentreClock(window)
  observeServerTime((at) => clock.hear(at))
  const centre = new CentreClient(client)
  const names = new StopNames(window)
  const drafts = new Drafts(window)
  const renameDrafts = () => {
    for (const [local, id] of names.ids.get()) drafts.rename(local, id)
  }
  renameDrafts()
  // a name comes from the outbox of this tab or of another, and what is typed for its stop follows at once
  names.ids.observe(renameDrafts)
  const stored = await storage.use((database) => database.getAll('outbox'))
  names.keepOnly(new Set(stored.map(({ visit }) => visit ?? '')))
  const briefs = await Briefs.open(storage)
  const stops = new ObservableValue<Stops | null>(null)
  const takeAll = async ({ visit, issue, enterprise, enterprises = [] }: Rows) => {
    if (visit) await stops.get()?.put(visit)
    for (const standing of enterprise ? [enterprise] : enterprises) await stops.get()?.putStanding(standing)
    if (issue) await briefs.put(issue)
  }
  // a phone without space shows the rows and reads them again later: an entry must still be able to leave it
  const take = (rows: Rows) =>
    takeAll(rows).catch((error) => {
      if (storageTroubleOf(error) !== 'full') throw error
    })
  const mark = new UnsentMark(window)
  mark.open(stored.length)
  const outbox = await Outbox.open({
    storage,
    names,
    clock,
    session: () => centre.session(),
    send: (entry) => centre.send(entry),
    take,
    mark,
    otherTabs: new BroadcastChannel('sizhen-field'),
  })
  const owner = new Owner({
    storage,
    viewer: () => centre.wholeAccount(),
    change: (account) => {
      outbox.belongTo(account)
      outbox.wake()
      // the session may be another one than when the screen was last open
      if (account) void outbox.checkSession()
    },
    forgetLists: () => forgetLists({ storage, briefs, stops }),
  })
  addEventListener('online', () => {
    outbox.wake()
    owner.resume()
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible') return
    outbox.wake()
    void outbox.checkSession()
  })
  // asks the browser not to clear what is stored when space is short
  navigator.storage?.persist?.().catch(() => false)
  return { storage, clock, centre, owner, outbox, drafts, names, briefs, stops, mark, take }
}

/** Forgets everything that the phone stores for an account before it signs out. Its outbox is empty by then. */
export async function forgetAccount(phone: Phone, account: Account): Promise<void> {
  phone.drafts.forget(account.id)
  await Promise.all([forgetLists(phone), phone.owner.forget(), phone.outbox.forget(account.id)])
}

async function forgetLists({ storage, briefs, stops }: Pick<Phone, 'storage' | 'briefs' | 'stops'>): Promise<void> {
  stops.set(null)
  await storage.use((database) => database.clear('stops'))
  await briefs.clear()
}
