import { describe, expect, it } from 'vitest'
import { Drafts, draftKey } from '#client/field/store/drafts.ts'
import { StopNames } from '#client/field/store/stop-names.ts'
import { aBrowser } from '#tests/setup/phone-parts.ts'

const all = (drafts: Drafts) => Object.fromEntries(drafts.values.get())

describe('a draft', () => {
  it('is stored at each keystroke and there again when the page is opened', () => {
    const browser = aBrowser()
    const drafts = new Drafts(browser.tab())
    drafts.set('a visit LOOK', { gist: '老' })
    drafts.set('a visit LOOK', { gist: '老店' })
    expect(browser.texts).toEqual(new Map([['draft a visit LOOK', '{"gist":"老店"}']]))
    expect(all(new Drafts(browser.tab()))).toEqual({ 'a visit LOOK': { gist: '老店' } })
  })

  it('is forgotten when its form was sent', () => {
    const browser = aBrowser()
    const drafts = new Drafts(browser.tab())
    drafts.set('a visit LOOK', { gist: '老店' })
    drafts.remove('a visit LOOK')
    expect([all(drafts), browser.texts.size]).toEqual([{}, 0])
  })

  it('belongs to an account, a stop and a form', () => {
    expect(draftKey('a', 'visit', 'LOOK')).toBe('a visit LOOK')
  })

  it('of one account is forgotten alone', () => {
    const browser = aBrowser()
    const drafts = new Drafts(browser.tab())
    drafts.set('a visit LOOK', 1)
    drafts.set('a visit issue', 2)
    drafts.set('ab visit LOOK', 3)
    drafts.forget('a')
    expect(all(drafts)).toEqual({ 'ab visit LOOK': 3 })
    expect([...browser.texts.keys()]).toEqual(['draft ab visit LOOK'])
  })

  it('moves with its stop when the centre has named it', () => {
    const browser = aBrowser()
    const drafts = new Drafts(browser.tab())
    drafts.set('a local:1 LOOK', 1)
    drafts.set('a local:1 issue', 2)
    drafts.set('a local:12 LOOK', 3)
    drafts.rename('local:1', 'made')
    expect(all(drafts)).toEqual({ 'a local:12 LOOK': 3, 'a made LOOK': 1, 'a made issue': 2 })
    expect(all(new Drafts(browser.tab()))).toEqual(all(drafts))
  })

  it('that the phone cannot store is there as long as the page is open, which says why', () => {
    const browser = aBrowser()
    const page = browser.tab()
    const fails = (name: string) => () => {
      throw new DOMException('', name)
    }
    const works = page.localStorage.setItem
    const drafts = new Drafts(page)
    for (const [name, trouble] of [
      ['QuotaExceededError', 'full'],
      ['NS_ERROR_DOM_QUOTA_REACHED', 'full'],
      ['SecurityError', 'forbidden'],
      ['UnknownError', 'other'],
    ] as const) {
      page.localStorage.setItem = fails(name)
      drafts.set('a visit LOOK', { gist: name })
      expect([all(drafts), drafts.trouble.get()]).toEqual([{ 'a visit LOOK': { gist: name } }, trouble])
    }
    page.localStorage.setItem = works
    drafts.set('a visit LOOK', { gist: '老店' })
    expect([drafts.trouble.get(), browser.texts.size]).toEqual([null, 1])
  })

  it('leaves alone what is no draft, or was damaged', () => {
    const browser = aBrowser()
    browser.texts.set('language', 'en')
    browser.texts.set('draft a visit LOOK', '{"gist":')
    browser.texts.set('draft a visit issue', '{"title":"缺口罩"}')
    const drafts = new Drafts(browser.tab())
    expect(all(drafts)).toEqual({ 'a visit issue': { title: '缺口罩' } })
    expect(browser.texts.size).toBe(3)
  })
})

describe('two tabs', () => {
  it('show the same drafts', () => {
    const browser = aBrowser()
    const [one, two] = [new Drafts(browser.tab()), new Drafts(browser.tab())]
    let told = 0
    two.values.observe(() => {
      told += 1
    })
    one.set('a visit LOOK', { gist: '老店' })
    browser.deliver()
    expect([all(two), told]).toEqual([{ 'a visit LOOK': { gist: '老店' } }, 1])
    one.remove('a visit LOOK')
    browser.deliver()
    expect(all(two)).toEqual({})
  })

  it('do not take anything else in localStorage for a draft', () => {
    const browser = aBrowser()
    const [names, drafts] = [new StopNames(browser.tab()), new Drafts(browser.tab())]
    names.set('local:1', 'made')
    browser.deliver()
    expect(all(drafts)).toEqual({})
  })

  it('know the name of a stop, and move what was typed in the other tab meanwhile', () => {
    const browser = aBrowser()
    const [one, two] = [browser.tab(), browser.tab()]
    const drafts = new Drafts(one)
    const [names, otherNames] = [new StopNames(one), new StopNames(two)]
    const otherDrafts = new Drafts(two)
    otherNames.ids.observe(() => {
      for (const [local, id] of otherNames.ids.get()) otherDrafts.rename(local, id)
    })
    drafts.set('a local:1 LOOK', '老')
    browser.deliver()
    drafts.rename('local:1', 'made')
    names.set('local:1', 'made')
    otherDrafts.set('a local:1 LOOK', '老店')
    browser.deliver()
    browser.deliver()
    expect(otherNames.idOf('local:1')).toBe('made')
    expect([all(otherDrafts), all(drafts)]).toEqual([{ 'a made LOOK': '老店' }, { 'a made LOOK': '老店' }])
    expect([...browser.texts.keys()].toSorted()).toEqual(['draft a made LOOK', 'stop local:1'])
  })
})

describe('the name of a stop', () => {
  it('is its own id until the centre has given it one, also after the page was opened again', () => {
    const browser = aBrowser()
    const names = new StopNames(browser.tab())
    expect(names.idOf('local:1')).toBe('local:1')
    names.set('local:1', 'made')
    expect(names.idOf('local:1')).toBe('made')
    expect(new StopNames(browser.tab()).idOf('local:1')).toBe('made')
  })

  it('is forgotten when nothing on the phone refers to it', () => {
    const browser = aBrowser()
    const names = new StopNames(browser.tab())
    names.set('local:1', 'one')
    names.set('local:2', 'two')
    names.keepOnly(new Set(['local:2', 'visit']))
    expect([names.idOf('local:1'), names.idOf('local:2')]).toEqual(['local:1', 'two'])
    expect([...browser.texts.keys()]).toEqual(['stop local:2'])
  })
})
