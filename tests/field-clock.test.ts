import { describe, expect, it } from 'vitest'
import { CentreClock, isWrong } from '#client/field/store/centre-clock.ts'
import {
  aBrowser,
  acknowledged,
  aTab,
  isEmpty,
  stored,
  withEmptyIndexedDB,
  withTabs,
} from '#tests/setup/phone-parts.ts'
import { anEntry, arrival, look } from '#tests/setup/phone-samples.ts'

withEmptyIndexedDB()
withTabs()

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const start = Date.parse('2020-03-24T02:00:00.000Z')

/** A phone whose clocks a test moves: `at` is the true time, `device` and `page` what the phone's clocks make of it. */
function aPhone(ahead = 0, browser = aBrowser()) {
  const phone = { at: start, device: start + ahead, page: 5000 }
  const clocks = { device: () => phone.device, page: () => phone.page }
  /** Time passes; a phone that sleeps stops the page's clock alone. */
  const pass = (ms: number, { asleep = false } = {}) => {
    phone.at += ms
    phone.device += ms
    if (!asleep) phone.page += ms
  }
  const setClock = (by: number) => {
    phone.device += by
  }
  const clock = new CentreClock(browser.tab(), clocks)
  const contact = () => clock.hear(phone.at)
  const said = () => clock.now().getTime() - phone.at
  return { phone, clocks, browser, clock, pass, setClock, contact, said }
}

describe('the centre’s time', () => {
  it('is the phone’s own before the first contact', () => {
    const { clock, said } = aPhone(10 * minute)
    expect(said()).toBe(10 * minute)
    expect([clock.ahead.get(), isWrong(clock.ahead.get())]).toEqual([null, false])
  })

  it.each([10 * minute, -26 * hour, 0])('is right after a contact where the phone is %d ms ahead', (ahead) => {
    const { clock, contact, pass, said } = aPhone(ahead)
    contact()
    pass(3 * hour)
    expect([said(), clock.ahead.get()]).toEqual([0, ahead])
    expect(isWrong(clock.ahead.get())).toBe(ahead !== 0)
  })

  it('passes on while the phone sleeps, and where its clock is set back', () => {
    const { contact, pass, setClock, said } = aPhone()
    contact()
    pass(2 * hour, { asleep: true })
    expect(said()).toBe(0)
    contact()
    setClock(-5 * hour)
    pass(minute)
    expect(said()).toBe(0)
  })

  it('is known to the next page, and never lies before the last contact', () => {
    const { browser, contact, phone, pass } = aPhone(10 * minute)
    contact()
    pass(minute)
    const later = new CentreClock(browser.tab(), { device: () => phone.device, page: () => 1 })
    expect(later.now().getTime()).toBe(phone.at)
    const empty = new CentreClock(browser.tab(), { device: () => 0, page: () => 1 })
    expect(empty.now().getTime()).toBe(start)
  })

  it('makes the day: that of the union, whatever the phone’s clock says', () => {
    const { clock, contact } = aPhone(-26 * hour)
    expect(clock.today()).toBe('2020-03-23')
    contact()
    expect(clock.today()).toBe('2020-03-24')
  })

  it('is not moved by an answer that does not say it', () => {
    const { clock, said } = aPhone(minute)
    clock.hear(Number.NaN)
    expect(said()).toBe(minute)
  })
})

describe('a heartbeat', () => {
  it('that tells another time makes the phone ask, at most once a minute, and moves nothing by itself', () => {
    const { clock, contact, phone, pass, setClock, said } = aPhone()
    contact()
    pass(10 * second)
    expect(clock.isToAsk(phone.at - 5 * second)).toBe(false)
    setClock(10 * minute)
    expect([clock.isToAsk(phone.at), clock.isToAsk(phone.at)]).toEqual([true, false])
    expect(said()).toBe(10 * minute)
    pass(61 * second)
    expect(clock.isToAsk(phone.at)).toBe(true)
    contact()
    expect([said(), clock.isToAsk(phone.at)]).toEqual([0, false])
  })

  it('of before a sleep does not put the clock back', () => {
    const { clock, contact, phone, pass, said } = aPhone()
    contact()
    const old = phone.at
    pass(2 * hour, { asleep: true })
    expect([clock.isToAsk(old), said()]).toEqual([true, 0])
  })
})

describe('when something happened is settled by the next contact', () => {
  /** Something is recorded, something else happens, then the centre is reached: how far off is the time that is sent? */
  const settled = (ahead: number, before: (phone: ReturnType<typeof aPhone>) => void, after = before) => {
    const phone = aPhone(ahead)
    phone.contact()
    before(phone)
    const truth = phone.phone.at
    const guess = phone.clock.now().toISOString()
    const reading = phone.clock.read()
    after(phone)
    phone.contact()
    const { happenedAt, jumped } = phone.clock.settle(guess, reading)
    return [Date.parse(happenedAt) - truth, jumped]
  }

  it.each([0, 10 * minute, -26 * hour])('with a clock that is %d ms ahead all the while', (ahead) => {
    expect(settled(ahead, ({ pass }) => pass(hour))).toEqual([0, false])
  })

  it('with a phone that slept', () => {
    expect(settled(0, ({ pass }) => pass(hour, { asleep: true }))).toEqual([0, false])
  })

  it.each([10 * minute, -3 * hour, 48 * hour])('with a clock that was set by %d ms before it', (by) => {
    const before = ({ pass, setClock }: ReturnType<typeof aPhone>) => {
      pass(hour)
      setClock(by)
    }
    expect(settled(0, before, ({ pass }) => pass(hour))).toEqual([0, true])
  })

  it.each([10 * minute, -3 * hour])('with a clock that was set by %d ms after it', (by) => {
    const after = ({ pass, setClock }: ReturnType<typeof aPhone>) => {
      pass(hour)
      setClock(by)
    }
    expect(settled(0, ({ pass }) => pass(hour), after)).toEqual([0, true])
  })

  it('and lies between the contacts around it, where nothing else is certain', () => {
    const { browser, contact, phone, pass } = aPhone()
    contact()
    pass(hour)
    for (const device of [0, start + 900 * hour]) {
      const later = new CentreClock(browser.tab(), { device: () => device, page: () => 1 })
      const [guess, reading] = [later.now().toISOString(), later.read()]
      later.hear(phone.at)
      const { happenedAt, jumped } = later.settle(guess, reading)
      expect(jumped).toBe(true)
      expect(Date.parse(happenedAt)).toBeGreaterThanOrEqual(start)
      expect(Date.parse(happenedAt)).toBeLessThanOrEqual(phone.at)
    }
  })

  it('and where there was no contact before it, by how wrong the phone’s clock is now', () => {
    const { clock, contact, phone, pass } = aPhone(10 * minute)
    const [guess, reading] = [clock.now().toISOString(), clock.read()]
    pass(hour)
    contact()
    const happenedAt = new Date(phone.at - hour).toISOString()
    expect(clock.settle(guess, reading)).toEqual({ happenedAt, jumped: false })
  })
})

describe('an entry', () => {
  it('carries what both clocks said until it is sent, and then the settled time alone', async () => {
    const { browser, clocks, phone, pass, setClock } = aPhone(10 * minute)
    const tab = await aTab({ browser, clocks })
    tab.clock.hear(phone.at)
    const arrivedAt = phone.at
    tab.centre.sessionNow = 'unreachable'
    await tab.outbox.add(arrival())
    setClock(-2 * hour)
    pass(minute)
    await tab.outbox.add(look())
    expect((await stored(tab)).map(({ clock }) => clock)).toEqual([
      { device: start + 10 * minute, page: start, ahead: 10 * minute, since: start },
      { device: start - 109 * minute, page: start + minute, ahead: 10 * minute, since: start },
    ])
    pass(minute)
    tab.clock.hear(phone.at)
    tab.centre.sessionNow = { account: 'a' }
    tab.outbox.wake()
    const { entry, answer } = await tab.centre.next()
    expect(entry).toMatchObject({ happenedAt: new Date(arrivedAt).toISOString(), clockJumped: true })
    expect([entry.clock, (await stored(tab))[0]]).toEqual([undefined, entry])
    answer(acknowledged())
    const second = await tab.centre.next()
    expect(second.entry).toMatchObject({ happenedAt: new Date(arrivedAt + minute).toISOString(), clockJumped: true })
    second.answer(acknowledged())
    await isEmpty(tab)
  })

  it('of an older release that lies in the future is sent as of now, and another as it is', async () => {
    const tab = await aTab()
    tab.clock.hear(start)
    const future = anEntry(arrival('one'), { n: 1, happenedAt: new Date(start + hour).toISOString() })
    const near = anEntry(arrival('two'), { n: 2, clientId: 'near', happenedAt: new Date(start + minute).toISOString() })
    for (const entry of [future, near]) await tab.storage.use((database) => database.put('outbox', entry))
    tab.outbox.wake()
    const first = await tab.centre.next()
    expect(Date.parse(first.entry.happenedAt) - start).toBeLessThan(minute)
    first.answer(acknowledged())
    const next = await tab.centre.next()
    expect(next.entry).toEqual(near)
    next.answer(acknowledged())
    await isEmpty(tab)
  })
})
