import { useEffect, useState } from 'react'
import { useClient } from 'urql'
import { Briefs } from './briefs.ts'
import { type Came, Centre } from './centre.ts'
import { Drafts } from './drafts.ts'
import { Watched } from './observable.ts'
import { Outbox } from './outbox.ts'
import type { Stops } from './stops.ts'
import { type Account, openStorage, type Storage } from './storage.ts'

/** What the phone holds for the field. It stays open, and goes on sending, while the page shows other screens. */
export type Field = {
  storage: Storage
  centre: Centre
  outbox: Outbox
  drafts: Drafts
  briefs: Briefs
  /** The list on the screen; answers to entries are kept in it. */
  stops: Watched<Stops | null>
  /** Keeps what an answer or an event brought along. */
  keep: (came: Came) => Promise<void>
  /** Stops planned here, by the id they had before the centre named them. */
  renamed: Watched<ReadonlyMap<string, string>>
}

let opened: Promise<Field> | undefined

async function open(client: ReturnType<typeof useClient>): Promise<Field> {
  const storage = await openStorage()
  const centre = new Centre(client)
  const drafts = new Drafts()
  const briefs = await Briefs.open(storage)
  const stops = new Watched<Stops | null>(null)
  const renamed = new Watched<ReadonlyMap<string, string>>(new Map())
  const keep = async ({ visit, issue }: Came) => {
    if (visit) await stops.get()?.put(visit)
    if (issue) await briefs.put(issue)
  }
  const outbox = await Outbox.open(storage, {
    session: () => centre.session(),
    send: (entry) => centre.send(entry, keep),
    named: async (local, id) => {
      renamed.set(new Map(renamed.get()).set(local, id))
      drafts.rename(local, id)
    },
  })
  addEventListener('online', () => outbox.wake())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') outbox.wake()
  })
  return { storage, centre, outbox, drafts, briefs, stops, keep, renamed }
}

/** The phone's own store; null while it opens, 'failed' where the browser keeps nothing. */
export function useField(): Field | null | 'failed' {
  const client = useClient()
  const [field, setField] = useState<Field | null | 'failed'>(null)
  useEffect(() => {
    opened ??= open(client)
    opened.then(setField, () => setField('failed'))
  }, [client])
  return field
}

/** Who works on this phone: known, also without a signal; or nobody, where the centre says so. */
export type Owner = { account: Account } | { nobody: true; last: Account | null } | null

const lastAccount = 'last'

/** The account as the phone kept it, then as the centre says. */
export function useOwner(field: Field): Owner {
  const [owner, setOwner] = useState<Owner>(null)
  useEffect(() => {
    let left = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const show = (next: Owner) => {
      if (left) return
      field.outbox.belongTo(next && 'account' in next ? next.account : null)
      setOwner(next)
      field.outbox.wake()
    }
    async function ask(): Promise<void> {
      const last = (await field.storage.get('account', lastAccount)) ?? null
      if (last) show({ account: last })
      const { data: account, failure } = await field.centre.who()
      if (failure) {
        if (!last && !left) timer = setTimeout(ask, 3000)
        return
      }
      if (last && last.id !== account?.id) await forgetLists(field)
      if (account) await field.storage.put('account', account, lastAccount)
      show(account ? { account } : { nobody: true, last })
    }
    void ask()
    return () => {
      left = true
      clearTimeout(timer)
    }
  }, [field])
  return owner
}

/** Forgets what the phone kept for an account: the lists, what was typed, who it was. Its outbox is empty by then. */
export async function forget(field: Field, account: Account): Promise<void> {
  field.drafts.forget(account.id)
  await Promise.all([forgetLists(field), field.storage.clear('account')])
}

const forgetLists = ({ storage }: Field) => Promise.all([storage.clear('stops'), storage.clear('briefs')])
