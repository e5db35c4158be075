import { describe, expect, it } from 'vitest'
import { newStop } from '#client/field/deeds/plan-visit.ts'
import type { NewEntry } from '#client/field/store/entry.ts'
import { stopsOnPhone } from '#client/field/store/stops-on-phone.ts'
import {
  acknowledged,
  aTab,
  fault,
  hasRefused,
  isEmpty,
  noAnswer,
  refusal,
  stored,
  until,
  withEmptyIndexedDB,
  withTabs,
} from '#tests/setup/phone-parts.ts'
import { arrival, aStop, look, someFacts } from '#tests/setup/phone-samples.ts'

withEmptyIndexedDB()
withTabs()

const photo = (visit = 'visit', text = '一张照片'): NewEntry => ({
  mutation: 'addPaper',
  input: { visitId: visit, file: new Blob([text], { type: 'image/jpeg' }) as File, name: 'IMG_1.jpg' },
  visit,
  title: '回民街糕点厂',
})

describe('a photo in the outbox', () => {
  it('is kept with its bytes when the page is closed', async () => {
    const tab = await aTab()
    tab.centre.sessionNow = 'unreachable'
    await tab.outbox.add(photo())
    const later = await aTab({ storage: tab.storage })
    const [entry] = later.outbox.state.get().entries
    expect(await (entry!.input as { file: Blob }).file.text()).toBe('一张照片')
  })

  it('waits for all words, those of other stops and those that come later as well', async () => {
    const tab = await aTab()
    tab.centre.sessionNow = 'unreachable'
    await tab.outbox.add(photo('one'))
    await tab.outbox.add(photo('two'))
    await tab.outbox.add(arrival('one'))
    await tab.outbox.add(look('two'))
    tab.centre.sessionNow = { account: 'a' }
    tab.outbox.wake()
    await tab.centre.answer(acknowledged(), acknowledged())
    const first = await tab.centre.next()
    await tab.outbox.add(arrival('three'))
    first.answer(acknowledged())
    await tab.centre.answer(acknowledged(), acknowledged())
    await isEmpty(tab)
    expect(tab.centre.log).toEqual([
      ...['arriveVisit one', 'completeStep two'],
      ...['addPaper one', 'arriveVisit three', 'addPaper two'],
    ])
  })

  it('goes although words of its stop were refused, and a refused one stands in nobody’s way', async () => {
    const tab = await aTab()
    await tab.outbox.add(look())
    await tab.centre.answer(refusal)
    await hasRefused(tab)
    await tab.outbox.add(photo('visit', '甲'))
    await tab.outbox.add(photo('visit', '乙'))
    await tab.centre.answer(refusal, acknowledged())
    await until(tab.outbox.state, ({ entries }) => entries.length === 2 && entries.every(({ refused }) => refused))
    expect(tab.outbox.state.get().entries[1]!.refused).toMatchObject({ message: 'CONFLICT' })
    await tab.outbox.add(arrival('other'))
    await tab.centre.answer(acknowledged())
    await until(tab.outbox.state, ({ entries }) => entries.length === 2)
  })

  it('that fails at the centre holds up neither words nor other photos', async () => {
    const tab = await aTab()
    await tab.outbox.add(photo('visit', '甲'))
    await tab.outbox.add(photo('visit', '乙'))
    await tab.centre.answer(fault, acknowledged())
    await until(tab.outbox.state, ({ entries }) => entries.length === 1)
    await tab.outbox.add(look())
    await tab.centre.answer(acknowledged(), acknowledged())
    await isEmpty(tab)
    expect(tab.centre.log).toEqual([...Array(2).fill('addPaper visit'), 'completeStep visit', 'addPaper visit'])
  })

  it('of a stop that was planned on this phone waits until the centre has given that its id', async () => {
    const tab = await aTab()
    const { local, input } = newStop('squad', someFacts(), '2020-03-24')
    await tab.outbox.add({ mutation: 'planVisit', input, visit: null, title: '店', local })
    const { entry, answer } = await tab.centre.next()
    await tab.outbox.add(photo(entry.visit!))
    answer(noAnswer)
    await until(tab.outbox.state, ({ sending }) => sending === null)
    expect(tab.centre.log).toHaveLength(1)
    tab.outbox.wake()
    await tab.centre.answer(acknowledged({ visit: aStop({ id: 'given' }) }))
    const last = await tab.centre.next()
    expect(last.entry).toMatchObject({ mutation: 'addPaper', visit: 'given', input: { visitId: 'given' } })
    last.answer(acknowledged())
    await isEmpty(tab)
  })

  it('can be taken back until it is on its way, and words cannot', async () => {
    const tab = await aTab()
    await tab.outbox.add(photo('visit', '甲'))
    const { entry: first, answer } = await tab.centre.next()
    await tab.outbox.add(photo('visit', '乙'))
    await tab.outbox.add(look())
    const [, second, words] = tab.outbox.state.get().entries
    await tab.outbox.discard(first)
    await tab.outbox.discard(second!)
    await tab.outbox.discard(words!)
    expect((await stored(tab)).map(({ n }) => n)).toEqual([first.n, words!.n])
    answer(acknowledged())
    await tab.centre.answer(acknowledged())
    await isEmpty(tab)
    expect(tab.centre.log).toEqual(['addPaper visit', 'completeStep visit'])
  })
})

it('a stop shows its photos, each with where it is', async () => {
  const tab = await aTab()
  await tab.outbox.add(photo('visit', '甲'))
  const { answer } = await tab.centre.next()
  await tab.outbox.add(photo('visit', '乙'))
  const { entries, sending } = tab.outbox.state.get()
  const [stop] = stopsOnPhone({ squad: 'squad', stops: [aStop()], briefs: new Map(), entries, sending })
  expect(stop!.photos.map(({ place }) => place)).toEqual(['sending', 'phone'])
  answer(acknowledged())
  await tab.centre.answer(acknowledged())
  await isEmpty(tab)
})
