import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { briefShape, type Stop, stopShape } from '#client/field/fragments.ts'
import { CentreClock } from '#client/field/store/centre-clock.ts'
import { Stops } from '#client/field/store/stops.ts'
import { type StopList, Storage } from '#client/field/store/storage.ts'
import { aBrowser, withEmptyIndexedDB } from '#tests/setup/phone-parts.ts'
import { aStop } from '#tests/setup/phone-samples.ts'

withEmptyIndexedDB()

const clock = new CentreClock(aBrowser().tab())

const today = '2020-03-24'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2020-03-24T02:00:00.000Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

/** An open list of the squad with these stops. */
async function aList(stops: Stop[] = [], storage = new Storage()) {
  const list = await Stops.open(storage, clock, 'a', 'squad')
  await list.refresh(async () => stops)
  return { list, storage, ids: () => list.list.get()?.stops.map(({ id }) => id) }
}

describe('the list of a day', () => {
  it('is read for the union’s date, and stored with its owner, its time and its shape', async () => {
    vi.setSystemTime(new Date('2020-03-23T16:30:00.000Z'))
    const days: string[] = []
    const storage = new Storage()
    const list = await Stops.open(storage, clock, 'a', 'squad')
    expect(list.list.get()).toBeNull()
    expect(
      await list.refresh(async (day) => {
        days.push(day)
        return [aStop()]
      }),
    ).toBe(true)
    const stored = {
      account: 'a',
      squad: 'squad',
      day: today,
      asOf: '2020-03-23T16:30:00.000Z',
      shape: stopShape,
      stops: [aStop()],
    }
    expect([days, list.list.get()]).toEqual([[today], stored])
    expect((await Stops.open(storage, clock, 'a', 'squad')).list.get()).toEqual(stored)
  })

  it('is that of one account and one squad', async () => {
    const { storage } = await aList([aStop()])
    expect((await Stops.open(storage, clock, 'b', 'squad')).list.get()).toBeNull()
    expect((await Stops.open(storage, clock, 'a', 'another')).list.get()).toBeNull()
  })

  it('keeps the phone numbers that it brought in full, where an event brings them masked', async () => {
    const { list } = await aList([aStop()])
    const stop = aStop()
    const contacts = stop.enterprise.contacts.map((contact) => ({ ...contact, phone: '154****1234' }))
    await list.put({ ...stop, stop: 7, enterprise: { ...stop.enterprise, contacts } })
    expect(list.list.get()!.stops).toEqual([{ ...stop, stop: 7 }])
  })

  it('stays as it was where the centre cannot be asked', async () => {
    const { list, ids } = await aList([aStop()])
    expect(await list.refresh(async () => null)).toBe(false)
    expect(ids()).toEqual(['visit'])
  })

  it('stands in the order of day, number and id, without what was voided', async () => {
    const { ids } = await aList([
      aStop({ id: 'c', stop: 2 }),
      aStop({ id: 'd', plannedOn: '2020-03-23', stop: 9 }),
      aStop({ id: 'b', stop: 1 }),
      aStop({ id: 'void', stop: 1, state: 'VOIDED' }),
      aStop({ id: 'a', stop: 1 }),
    ])
    expect(ids()).toEqual(['d', 'a', 'b', 'c'])
  })
})

describe('a stop that the centre has just sent', () => {
  it('takes the place of what the list had, on the phone too', async () => {
    const { list, storage } = await aList([aStop(), aStop({ id: 'other', stop: 2 })])
    vi.setSystemTime(new Date('2020-03-24T03:00:00.000Z'))
    await list.put(aStop({ state: 'ARRIVED' }))
    expect(list.list.get()!.stops.map(({ id, state }) => [id, state])).toEqual([
      ['visit', 'ARRIVED'],
      ['other', 'PLANNED'],
    ])
    expect(list.list.get()!.asOf).toBe('2020-03-24T03:00:00.000Z')
    expect((await Stops.open(storage, clock, 'a', 'squad')).list.get()).toEqual(list.list.get())
  })

  it.each<[string, Partial<Stop>, boolean]>([
    ['planned for the day', {}, true],
    [
      'finished on the day',
      { state: 'FINISHED', plannedOn: '2020-03-20', finishedAt: '2020-03-24T01:00:00.000Z' },
      true,
    ],
    [
      'finished just after the union’s midnight',
      { state: 'FINISHED', plannedOn: '2020-03-20', finishedAt: '2020-03-23T16:00:00.000Z' },
      true,
    ],
    [
      'finished just before it',
      { state: 'FINISHED', plannedOn: '2020-03-20', finishedAt: '2020-03-23T15:59:59.000Z' },
      false,
    ],
    ['left over from an earlier day', { plannedOn: '2020-03-23' }, true],
    ['still at an enterprise since an earlier day', { plannedOn: '2020-03-23', state: 'ARRIVED' }, true],
    ['skipped on an earlier day', { plannedOn: '2020-03-23', state: 'SKIPPED' }, false],
    ['planned for a later day', { plannedOn: '2020-03-25' }, false],
    ['voided', { state: 'VOIDED' }, false],
    ['of another squad', { squad: { id: 'another' } }, false],
  ])('that is %s: on the list %s', async (_words, given, isOnList) => {
    const { list, ids } = await aList()
    await list.put(aStop(given))
    expect(ids()).toEqual(isOnList ? ['visit'] : [])
  })

  it('leaves the list where it does not belong there any more', async () => {
    const { list, ids } = await aList([aStop()])
    await list.put(aStop({ plannedOn: '2020-03-25' }))
    expect(ids()).toEqual([])
  })

  it('leaves the list of the squad from which another squad got it', async () => {
    const { list, ids } = await aList([aStop(), aStop({ id: 'other', stop: 2 })])
    await list.put(aStop({ squad: { id: 'another' } }))
    expect(ids()).toEqual(['other'])
    await list.put(aStop())
    expect(ids()).toEqual(['visit', 'other'])
  })

  it('makes no list where none was read yet', async () => {
    const list = await Stops.open(new Storage(), clock, 'a', 'squad')
    await list.put(aStop())
    expect(list.list.get()).toBeNull()
  })
})

describe('a list that changes while it is read', () => {
  it('is read again, so that the older row never covers the newer one', async () => {
    const { list } = await aList([aStop()])
    let readings = 0
    const settled = await list.refresh(async () => {
      readings += 1
      if (readings === 1) await list.put(aStop({ state: 'ARRIVED' }))
      return [aStop({ state: readings === 1 ? 'PLANNED' : 'ARRIVED' })]
    })
    expect([settled, readings, list.list.get()!.stops[0]!.state]).toEqual([true, 2, 'ARRIVED'])
  })

  it('is read again on the first reading too, when there is no list yet', async () => {
    const list = await Stops.open(new Storage(), clock, 'a', 'squad')
    let readings = 0
    await list.refresh(async () => {
      readings += 1
      if (readings === 1) await list.put(aStop({ plannedOn: '2020-03-25' }))
      return [aStop()]
    })
    expect(readings).toBe(2)
  })

  it('is read three times at most; then the changes are laid over it, and it is to be read again later', async () => {
    const { list, storage } = await aList([aStop()])
    let readings = 0
    const settled = await list.refresh(async () => {
      readings += 1
      await list.put(aStop({ state: 'ARRIVED' }))
      await list.put(aStop({ id: 'gone', state: 'VOIDED' }))
      return [aStop(), aStop({ id: 'gone', stop: 2 }), aStop({ id: 'new', stop: 3 })]
    })
    expect([settled, readings]).toEqual([false, 3])
    const shown = (stops: StopList | null) => stops!.stops.map(({ id, state }) => [id, state])
    const expected = [
      ['visit', 'ARRIVED'],
      ['new', 'PLANNED'],
    ]
    expect(shown(list.list.get())).toEqual(expected)
    expect(shown((await Stops.open(storage, clock, 'a', 'squad')).list.get())).toEqual(expected)
  })

  it('is read once while other squads work, and while its own squad’s stops change that are not on it', async () => {
    const { list } = await aList([aStop()])
    let readings = 0
    const settled = await list.refresh(async () => {
      readings += 1
      await list.put(aStop({ id: 'theirs', squad: { id: 'another' } }))
      await list.put(aStop({ id: 'next week', plannedOn: '2020-03-31' }))
      await list.put(aStop({ id: 'struck out', state: 'VOIDED' }))
      return [aStop()]
    })
    expect([settled, readings]).toEqual([true, 1])
  })

  it('is read again where one of its stops leaves it', async () => {
    const { list, ids } = await aList([aStop()])
    let readings = 0
    await list.refresh(async () => {
      readings += 1
      if (readings === 1) await list.put(aStop({ plannedOn: '2020-03-31' }))
      return readings === 1 ? [aStop()] : []
    })
    expect([readings, ids()]).toEqual([2, []])
  })

  it('does not count what had changed before the reading', async () => {
    const { list } = await aList([aStop()])
    await list.put(aStop({ state: 'ARRIVED' }))
    let readings = 0
    await list.refresh(async () => {
      readings += 1
      return [aStop()]
    })
    expect(readings).toBe(1)
  })
})

describe('a list of another release', () => {
  it('is not shown, and replaced by the next reading', async () => {
    const { storage } = await aList([aStop()])
    const key = 'a squad'
    const stored = (await storage.use((database) => database.get('stops', key)))!
    await storage.use((database) => database.put('stops', { ...stored, shape: 'older' }, key))
    const list = await Stops.open(storage, clock, 'a', 'squad')
    expect(list.list.get()).toBeNull()
    expect(await list.refresh(async () => [aStop()])).toBe(true)
    expect((await Stops.open(storage, clock, 'a', 'squad')).list.get()!.stops).toEqual([aStop()])
  })

  it('is known by every field that the phone asks for', () => {
    for (const field of ['contacts', 'completedSteps', 'notes', 'checks', 'resumptionOn'])
      expect(stopShape).toContain(field)
    for (const field of ['issues', 'visits', 'openedAt', 'followUp']) expect(briefShape).toContain(field)
  })
})
