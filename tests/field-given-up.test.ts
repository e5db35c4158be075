import { describe, expect, it } from 'vitest'
import { newStop } from '#client/field/deeds/plan-visit.ts'
import { correctionForms } from '#client/field/store/correction-forms.ts'
import { draftKey } from '#client/field/store/drafts.ts'
import { isUnsent } from '#client/field/store/entry.ts'
import { stopsOnPhone } from '#client/field/store/stops-on-phone.ts'
import {
  acknowledged,
  aTab,
  hasRefused,
  isEmpty,
  refusal,
  sessionEnded,
  stored,
  theRefused,
  until,
  withEmptyIndexedDB,
  withTabs,
} from '#tests/setup/phone-parts.ts'
import { anEntry, arrival, aStop, finish, heard, look, someFacts, supplementOf } from '#tests/setup/phone-samples.ts'

withEmptyIndexedDB()
withTabs()

/** An outbox with one entry that was given up. */
async function aTabWithCopy() {
  const tab = await aTab()
  await tab.outbox.add(look('visit', '老店'))
  await tab.centre.answer(refusal)
  await hasRefused(tab)
  await tab.outbox.giveUp(theRefused(tab))
  return { tab, copy: tab.outbox.state.get().entries[0]! }
}

describe('a record that was given up', () => {
  it('stays on the phone as a copy with its words and the refusal, and is not sent', async () => {
    const { tab, copy } = await aTabWithCopy()
    expect(copy).toMatchObject({ input: { gist: '老店' }, refused: { code: 'CONFLICT' }, givenUp: expect.any(String) })
    tab.outbox.wake()
    await tab.outbox.add(arrival())
    await tab.centre.answer(acknowledged())
    await until(tab.outbox.state, ({ entries }) => !entries.some(isUnsent))
    expect(tab.centre.log).toEqual(['completeStep visit', 'arriveVisit visit'])
    expect((await aTab({ storage: tab.storage })).outbox.state.get().entries).toEqual([copy])
  })

  it('is sent after all when somebody thinks better of it', async () => {
    const { tab, copy } = await aTabWithCopy()
    await tab.outbox.sendAgain(copy)
    const { entry, answer } = await tab.centre.next()
    expect(entry).toMatchObject({ clientId: copy.clientId, happenedAt: copy.happenedAt })
    expect([entry.refused, entry.givenUp]).toEqual([undefined, undefined])
    answer(acknowledged())
    await isEmpty(tab)
  })

  it('is deleted only when its copy is deleted, or its account signs out', async () => {
    const { tab, copy } = await aTabWithCopy()
    await tab.outbox.forget('b')
    expect(await stored(tab)).toEqual([copy])
    await tab.outbox.discard(copy)
    expect(await stored(tab)).toEqual([])
    const other = await aTabWithCopy()
    await other.tab.outbox.forget('a')
    expect(await stored(other.tab)).toEqual([])
  })

  it('takes along what rests on a stop that the centre did not make, and the stop is off the list', async () => {
    const tab = await aTab()
    await tab.outbox.add(newStop('squad', someFacts(), '2020-03-24'))
    const local = tab.outbox.state.get().entries[0]!.visit!
    await tab.outbox.add(arrival(local))
    await tab.outbox.add(arrival('another'))
    await tab.centre.answer(refusal, sessionEnded)
    await until(tab.outbox.state, ({ obstacle }) => obstacle === 'signed-out')
    await tab.outbox.giveUp(theRefused(tab))
    const { entries } = tab.outbox.state.get()
    expect(entries.map((entry) => [entry.visit, isUnsent(entry)])).toEqual([
      [local, false],
      [local, false],
      ['another', true],
    ])
    expect(stopsOnPhone({ squad: 'squad', stops: [], briefs: new Map(), entries, sending: null })).toEqual([])
    await tab.centre.answer(acknowledged())
    await until(tab.outbox.state, ({ entries }) => entries.length === 2)
  })

  it('was refused: one that waits cannot be given up', async () => {
    const tab = await aTab()
    tab.centre.sessionNow = 'unreachable'
    await tab.outbox.add(look())
    const [entry] = tab.outbox.state.get().entries
    await tab.outbox.giveUp(entry!)
    await tab.outbox.discard(entry!)
    expect(await stored(tab)).toEqual([entry])
  })
})

describe('a refused record', () => {
  it('whose words are added to the visit is gone, and they go before what waited behind it', async () => {
    const tab = await aTab()
    await tab.outbox.add(heard())
    await tab.outbox.add(finish())
    await tab.centre.answer(refusal)
    await hasRefused(tab)
    await tab.outbox.add(supplementOf('希望减租'), theRefused(tab).n)
    await tab.centre.answer(acknowledged(), acknowledged())
    await isEmpty(tab)
    expect(tab.centre.log).toEqual(['completeStep visit', 'supplementVisit visit', 'finishVisit visit'])
    expect(await stored(tab)).toEqual([])
  })

  it('is corrected in its form, also where what waits behind it has ended the visit on the screen', () => {
    const entries = [anEntry(heard(), { n: 1, refused: { code: 'INVALID', message: '' } }), anEntry(finish(), { n: 2 })]
    const atCentre = aStop({ state: 'ARRIVED' })
    const [stop] = stopsOnPhone({ squad: 'squad', stops: [atCentre], briefs: new Map(), entries, sending: null })
    expect(stop!.state).toBe('FINISHED')
    const edited = (draft: object, account = 'a') => [
      ...correctionForms(stop!, account, entries, new Map([[draftKey('a', 'visit', 'LISTEN'), draft]])),
    ]
    expect(edited({ notes: [], replaces: 1 })).toEqual(['LISTEN'])
    expect(edited({ notes: [], replaces: 2 })).toEqual([])
    expect(edited({ notes: [] })).toEqual([])
    expect(edited({ notes: [], replaces: 1 }, 'b')).toEqual([])
  })
})

describe('the session', () => {
  it('that has ended is said though nothing waits to be sent', async () => {
    const tab = await aTab()
    tab.centre.sessionNow = 'unreachable'
    expect([await tab.outbox.checkSession(), tab.outbox.state.get().obstacle]).toEqual([false, null])
    tab.centre.sessionNow = 'none'
    expect([await tab.outbox.checkSession(), tab.outbox.state.get().obstacle]).toEqual([true, 'signed-out'])
    tab.centre.sessionNow = { account: 'b' }
    expect([await tab.outbox.checkSession(), tab.outbox.state.get().obstacle]).toEqual([true, 'other-account'])
    tab.centre.sessionNow = { account: 'a' }
    expect([await tab.outbox.checkSession(), tab.outbox.state.get().obstacle]).toEqual([true, null])
  })
})
