import { readFileSync } from 'node:fs'
import { openDB } from 'idb'
import { beforeEach, describe, expect, it } from 'vitest'
import { completeStep } from '#client/field/deeds/complete-step.ts'
import { accountOf } from '#client/field/store/account.ts'
import { Briefs } from '#client/field/store/briefs.ts'
import { CentreClock } from '#client/field/store/centre-clock.ts'
import { Drafts } from '#client/field/store/drafts.ts'
import { type Entry, labelOf, typedTextOf } from '#client/field/store/entry.ts'
import { Stops } from '#client/field/store/stops.ts'
import { stopsOnPhone } from '#client/field/store/stops-on-phone.ts'
import { Storage } from '#client/field/store/storage.ts'
import { aBrowser, acknowledged, aTab, isEmpty, withEmptyIndexedDB, withTabs } from '#tests/setup/phone-parts.ts'
import { aStop } from '#tests/setup/phone-samples.ts'

/**
 * What the phone of a squad held on 30 November 2026, as a browser had stored it: a stop planned on the phone with LOOK, and
 * LOOK, the arrival and LISTEN at another, all without a signal, and ASK half typed. It is never edited.
 */
const kept = JSON.parse(readFileSync('tests/setup/kept-by-an-older-release.json', 'utf8')) as {
  version: number
  stores: Record<string, { key: number | string; value: object }[]>
  texts: Record<string, string>
}
const owner = kept.stores.account![0]!.value as { id: string; squad: { id: string } }
const [draftKey] = Object.keys(kept.texts)

withEmptyIndexedDB()
withTabs()

// what an older release has stored, with the keys that it gave to its stores
beforeEach(async () => {
  const database = await openDB('sizhen-field', kept.version, {
    upgrade(created) {
      created.createObjectStore('outbox', { keyPath: 'n', autoIncrement: true })
      created.createObjectStore('stops')
      created.createObjectStore('briefs', { keyPath: 'id' })
      created.createObjectStore('account')
    },
  })
  for (const [name, rows] of Object.entries(kept.stores)) {
    const store = database.transaction(name, 'readwrite').objectStore(name)
    for (const { key, value } of rows) await store.put(value, store.keyPath ? undefined : key)
  }
  database.close()
})

const aBrowserThatKept = () => {
  const browser = aBrowser()
  for (const [key, text] of Object.entries(kept.texts)) browser.texts.set(key, text)
  return browser
}

describe('what an older release left on the phone', () => {
  it('is sent, each record with its words, its time and its clientId, and the stop planned on the phone first', async () => {
    const tab = await aTab({ account: owner.id, browser: aBrowserThatKept() })
    const t = ((key: string) => key) as never
    const { entries } = tab.outbox.state.get()
    expect(entries.map((entry) => [entry.mutation, labelOf(t, entry), ...typedTextOf(entry)])).toEqual([
      ['planVisit', 'mutation.planVisit'],
      ['completeStep', 'completeStep'],
      ['completeStep', 'completeStep'],
      ['arriveVisit', 'mutation.arriveVisit'],
      ['completeStep', 'completeStep', '缺人手 · 厂长'],
    ])
    tab.centre.sessionNow = { account: owner.id }
    tab.clock.hear(Date.parse(entries[4]!.happenedAt) + 60_000)
    tab.outbox.wake()
    for (const { value } of kept.stores.outbox!) {
      const { entry, answer } = await tab.centre.next()
      const { mutation, clientId, happenedAt } = value as Entry
      expect(entry).toMatchObject({ mutation, clientId, happenedAt })
      answer(acknowledged(mutation === 'planVisit' ? { visit: aStop({ id: 'made' }) } : {}))
    }
    await isEmpty(tab)
    expect(tab.centre.log[1]).toBe('completeStep made')
  })

  it('is in the form in which it was being typed', () => {
    const draft = new Drafts(aBrowserThatKept().tab()).values.get().get(draftKey!.slice('draft '.length))
    expect(completeStep.form!.read(draft)).toMatchObject({
      notes: [{ text: '物流不通,还没写完', secondSource: '快递公司' }],
    })
  })

  it('is on the screen with the lists of that release, or without them where they are of another shape', async () => {
    const tab = await aTab({ account: owner.id, browser: aBrowserThatKept() })
    const { entries } = tab.outbox.state.get()
    const squad = owner.squad.id
    expect(accountOf(owner)).toEqual(owner)
    const shown = async () => {
      const storage = new Storage()
      const list = await Stops.open(storage, new CentreClock(aBrowser().tab()), owner.id, squad)
      const briefs = (await Briefs.open(storage)).byEnterprise.get()
      const stops = list.list.get()?.stops ?? []
      return stopsOnPhone({ squad, stops, briefs, entries, sending: null }).map(({ visit }) => visit.enterprise.name)
    }
    const names = await shown()
    expect(names.at(-1)).toBe((kept.stores.outbox![0]!.value as Entry).title)
    await tab.storage.use(async (database) => {
      for (const key of await database.getAllKeys('stops')) {
        await database.put('stops', { ...(await database.get('stops', key))!, shape: 'another' }, key)
      }
      for (const brief of await database.getAll('briefs')) await database.put('briefs', { ...brief, shape: 'another' })
    })
    expect(await shown()).toEqual(names.slice(-1))
    const left = await tab.storage.use(async (database) => [
      await database.count('stops'),
      await database.count('briefs'),
    ])
    expect(left).toEqual([0, 0])
  })
})
