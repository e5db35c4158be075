import { describe, expect, it } from 'vitest'
import { deeds } from '#client/field/deeds/registry.ts'
import { stopAtCentre, stopInTheWay } from '#client/field/stop-on-phone.ts'
import { editOf, type NewEntry } from '#client/field/store/entry.ts'
import { stopsOnPhone } from '#client/field/store/stops-on-phone.ts'
import {
  acknowledged,
  aTab,
  hasRefused,
  isEmpty,
  refusal,
  stored,
  theRefused,
  withEmptyIndexedDB,
  withTabs,
} from '#tests/setup/phone-parts.ts'
import { anEntry, aStop } from '#tests/setup/phone-samples.ts'

withEmptyIndexedDB()
withTabs()

const one = { id: 'one', name: '李敏' }
const two = { id: 'two', name: '王强' }
const arrivalOf = (...memberIds: string[]): NewEntry => ({
  mutation: 'arriveVisit',
  input: { visitId: 'visit', memberIds },
  visit: 'visit',
  title: '回民街糕点厂',
})
const shown = (...entries: Parameters<typeof stopsOnPhone>[0]['entries']) =>
  stopsOnPhone({ squad: 'squad', stops: [aStop()], briefs: new Map(), entries, sending: null })[0]!

describe('who is there, on the phone', () => {
  it('is as the centre says, and over it as the phone has recorded since', () => {
    expect(stopAtCentre(aStop({ members: [one] }), undefined).memberIds).toEqual(['one'])
    const arrived = anEntry(arrivalOf('two'))
    expect(shown(arrived)).toMatchObject({ state: 'ARRIVED', memberIds: ['two'] })
    const input = { visitId: 'visit', memberIds: ['one', 'two'] }
    const put = anEntry({ mutation: 'setVisitMembers', input, visit: 'visit', title: '回民街糕点厂' }, { n: 2 })
    expect(shown(arrived, put)).toMatchObject({ memberIds: ['one', 'two'] })
  })

  it('lets an arrival be beside another visit only where both name members and none the same', () => {
    const other = (...members: { id: string; name: string }[]) => stopAtCentre(aStop({ members }), undefined)
    expect(stopInTheWay([], [])).toBeUndefined()
    expect(stopInTheWay([other(one)], ['two'])).toBeUndefined()
    for (const [there, chosen] of [
      [[], ['two']],
      [[one], []],
      [[one, two], ['two']],
    ] as const) {
      const stop = other(...there)
      expect(stopInTheWay([stop], chosen)).toBe(stop)
    }
  })
})

describe('the form of an arrival', () => {
  const { form } = deeds.arriveVisit

  it('reads a stored draft, whatever an older release has stored', () => {
    expect(form.read({ memberIds: ['one'] })).toEqual({ memberIds: ['one'] })
    for (const wrong of [null, {}, { memberIds: 'one' }, { memberIds: null }]) {
      expect(form.read(wrong)).toEqual({ memberIds: null })
    }
    expect(form.read({ memberIds: ['one', 2] })).toEqual({ memberIds: ['one'] })
  })

  it('gives a refused arrival back, as long as the stop is planned', () => {
    const refused = { code: 'CONFLICT', message: '小分队还在别处' }
    const entry = anEntry(arrivalOf('one'), { refused })
    expect(editOf(entry, shown(entry))).toEqual({ form: 'arrive', draft: { memberIds: ['one'] } })
    const arrived = stopAtCentre(aStop({ state: 'ARRIVED' }), undefined)
    expect(editOf(entry, arrived)).toBeNull()
  })
})

describe('an arrival that the centre refused', () => {
  it('is kept with its time, and is sent with other members as of that time', async () => {
    const tab = await aTab()
    await tab.outbox.add(arrivalOf())
    ;(await tab.centre.next()).answer(refusal)
    await hasRefused(tab)
    const old = theRefused(tab)
    await new Promise((resolve) => setTimeout(resolve, 5))
    await tab.outbox.add(arrivalOf('one'), old.n)
    const call = await tab.centre.next()
    expect(await stored(tab)).toHaveLength(1)
    expect(call.entry).toMatchObject({ n: old.n, happenedAt: old.happenedAt, input: { memberIds: ['one'] } })
    expect(call.entry.clientId).not.toBe(old.clientId)
    call.answer(acknowledged())
    await isEmpty(tab)
  })
})
