import { describe, expect, it } from 'vitest'
import { Briefs } from '#client/field/store/briefs.ts'
import { Storage } from '#client/field/store/storage.ts'
import { withEmptyIndexedDB } from '#tests/setup/phone-parts.ts'
import { aBrief, anIssue } from '#tests/setup/phone-samples.ts'

withEmptyIndexedDB()

describe('the briefs', () => {
  it('are read in one request, once each, and stored', async () => {
    const storage = new Storage()
    const briefs = await Briefs.open(storage)
    const asked: string[][] = []
    const read = async (ids: string[]) => {
      asked.push(ids)
      return ids.filter((id) => id !== 'out of sight').map((id) => aBrief({ id }))
    }
    await briefs.refresh(['one', 'one', 'out of sight', 'two'], read)
    expect(asked).toEqual([['one', 'out of sight', 'two']])
    expect([...briefs.byEnterprise.get().keys()]).toEqual(['one', 'two'])
    expect([...(await Briefs.open(storage)).byEnterprise.get().keys()]).toEqual(['one', 'two'])
  })

  it('of a very long list are read twenty at a time, up to the first request without an answer', async () => {
    const briefs = await Briefs.open(new Storage())
    const ids = Array.from({ length: 61 }, (_, index) => `enterprise ${index}`)
    let requests = 0
    await briefs.refresh(ids, async (some) => {
      requests += 1
      return requests === 3 ? null : some.map((id) => aBrief({ id }))
    })
    expect([requests, briefs.byEnterprise.get().size]).toEqual([3, 40])
  })

  it('have an issue once, as the centre sent it last, before the others', async () => {
    const storage = new Storage()
    const briefs = await Briefs.open(storage)
    const edges = [{ node: anIssue({ id: 'first' }) }, { node: anIssue({ id: 'second' }) }]
    await briefs.refresh(['enterprise'], async () => [aBrief({ issues: { edges } })])
    await briefs.put(anIssue({ id: 'second', status: 'CLOSED' }))
    const shown = (all: Briefs) =>
      all.byEnterprise
        .get()
        .get('enterprise')!
        .issues.edges.map((edge) => [edge!.node.id, edge!.node.status])
    expect(shown(briefs)).toEqual([
      ['second', 'CLOSED'],
      ['first', 'OPEN'],
    ])
    expect(shown(await Briefs.open(storage))).toEqual(shown(briefs))
  })

  it('have an issue of an enterprise that was not read yet', async () => {
    const briefs = await Briefs.open(new Storage())
    await briefs.put(anIssue())
    expect(briefs.byEnterprise.get().get('enterprise')!.issues.edges).toEqual([{ node: anIssue() }])
  })

  it('of another release are not shown', async () => {
    const storage = new Storage()
    await storage.use((database) => database.put('briefs', { ...aBrief(), shape: 'older' }))
    expect((await Briefs.open(storage)).byEnterprise.get().size).toBe(0)
  })

  it('are forgotten on the screen and on the phone', async () => {
    const storage = new Storage()
    const briefs = await Briefs.open(storage)
    await briefs.put(anIssue())
    await briefs.clear()
    expect(briefs.byEnterprise.get().size).toBe(0)
    expect((await Briefs.open(storage)).byEnterprise.get().size).toBe(0)
  })
})
