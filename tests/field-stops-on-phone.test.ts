import { describe, expect, it } from 'vitest'
import { newStop } from '#client/field/deeds/plan-visit.ts'
import type { Stop } from '#client/field/fragments.ts'
import {
  further,
  hasOpinionOrDifficulty,
  type Place,
  placeOfChecks,
  type StopOnPhone,
  stopAtCentre,
} from '#client/field/stop-on-phone.ts'
import { type Entry, editOf, labelOf, localId, typedTextOf } from '#client/field/store/entry.ts'
import { stopsOnPhone } from '#client/field/store/stops-on-phone.ts'
import { aBrief, anEntry, anIssue, arrival, aStop, look, report, someFacts } from '#tests/setup/phone-samples.ts'

const shown = (entries: Entry[], { stops = [aStop()], sending = null as number | null, squad = 'squad' } = {}) =>
  stopsOnPhone({ squad, stops, briefs: new Map(), entries, sending })

const refused = { code: 'CONFLICT', message: '已经完成' }

describe('a stop as the centre sent it', () => {
  const full: Stop = aStop({
    state: 'FINISHED',
    steps: ['LOOK', 'LISTEN'],
    arrivedAt: '2020-03-24T02:00:00.000Z',
    outcome: 'DONE',
    followUp: '会商',
    completedSteps: [{ id: 's', step: 'LOOK', at: '2020-03-24T02:00:00.000Z', gist: '老店' }],
    notes: [{ id: 'n', step: 'LISTEN', text: '好', saidBy: '店主', secondSource: null }],
    measures: [{ id: 'm', what: '送口罩', who: '李敏', dueOn: '2020-03-30' }],
    checks: [{ id: 'c', item: 'DISINFECTION', answer: 'YES', fixBy: null, note: '' }],
  })

  it('is at the centre with everything that it has', () => {
    expect(stopAtCentre(full, undefined)).toMatchObject({
      visit: full,
      state: 'FINISHED',
      place: 'centre',
      arrivedAt: '2020-03-24T02:00:00.000Z',
      arrivalPlace: 'centre',
      steps: { LOOK: 'centre', LISTEN: 'centre' },
      gists: { LOOK: '老店' },
      notes: [
        { key: 'n', step: 'LISTEN', text: '好', saidBy: '店主' },
        { key: 'm', step: 'TREAT', text: '送口罩', responsible: '李敏', dueOn: '2020-03-30' },
      ],
      checks: { DISINFECTION: { answer: 'YES', note: '', place: 'centre' } },
      outcome: 'DONE',
      followUp: '会商',
      skipReason: null,
      endPlace: 'centre',
    })
  })

  it('has the issues of its brief that this visit brought to light, and no others', () => {
    const edges = [
      { node: anIssue() },
      { node: anIssue({ id: 'earlier', visit: { id: 'earlier' } }) },
      { node: anIssue({ id: 'by phone', visit: null }) },
    ]
    const briefs = new Map([['enterprise', aBrief({ issues: { edges } })]])
    const [stop] = stopsOnPhone({ squad: 'squad', stops: [aStop()], briefs, entries: [], sending: null })
    expect(stop!.issues).toEqual([{ key: 'issue', kind: 'DIFFICULTY', title: '缺口罩', place: 'centre' }])
    expect(stop!.brief).toBe(briefs.get('enterprise'))
  })
})

describe('with the outbox laid over it', () => {
  it('a stop shows what was done, where it is, and the place furthest from the centre', () => {
    const entries = [anEntry(look(), { n: 1 }), anEntry(arrival(), { n: 2 })]
    expect(shown(entries, { sending: 1 })[0]).toMatchObject({
      state: 'ARRIVED',
      steps: { LOOK: 'sending' },
      arrivalPlace: 'phone',
      place: 'phone',
    })
    expect(shown([entries[0]!], { sending: 1 })[0]!.place).toBe('sending')
    expect(shown([])[0]!.place).toBe('centre')
  })

  it('a stop does not show what was refused, only that something was', () => {
    const entries = [anEntry(arrival(), { n: 1, refused }), anEntry(report(), { n: 2, clientId: 'second' })]
    expect(shown(entries, { sending: 1 })[0]).toMatchObject({
      state: 'PLANNED',
      arrivedAt: null,
      place: 'refused',
      issues: [{ key: 'second', place: 'phone' }],
    })
  })

  it('a stop shows its own entries alone', () => {
    const stops = [aStop(), aStop({ id: 'other' })]
    expect(shown([anEntry(arrival('other'))], { stops }).map(({ state }) => state)).toEqual(['PLANNED', 'ARRIVED'])
  })

  it('the centre’s row is left as it was', () => {
    const stop = aStop()
    const before = structuredClone(stop)
    shown([anEntry(look()), anEntry(report())], { stops: [stop] })
    expect(stop).toEqual(before)
  })

  it('the places stand in their order', () => {
    const places: Place[] = ['centre', 'sending', 'phone', 'refused']
    for (const [i, a] of places.entries()) {
      for (const [j, b] of places.entries()) expect(further(a, b)).toBe(places[Math.max(i, j)])
    }
  })

  it('the checklist is where its furthest answer is', () => {
    const withPlaces = (...all: Place[]): StopOnPhone => {
      const items = ['DISINFECTION', 'WORKER_FILES', 'PROTECTIVE_GEAR'] as const
      const checks = all.map((place, i) => [items[i], { answer: 'YES', note: '', place }])
      return { ...stopAtCentre(aStop(), undefined), checks: Object.fromEntries(checks) }
    }
    expect(placeOfChecks(withPlaces())).toBeUndefined()
    expect(placeOfChecks(withPlaces('centre'))).toBe('centre')
    expect(placeOfChecks(withPlaces('centre', 'phone', 'sending'))).toBe('phone')
  })

  it('TREAT has something to answer after a note of LISTEN or ASK, or where an earlier visit is continued', () => {
    const withNote = (step: 'LISTEN' | 'ASK' | 'TREAT') => ({
      ...stopAtCentre(aStop(), undefined),
      notes: [{ key: 'n', step, text: '好' }],
    })
    expect(hasOpinionOrDifficulty(stopAtCentre(aStop(), undefined))).toBe(false)
    expect(hasOpinionOrDifficulty(stopAtCentre(aStop({ continues: { id: 'earlier' } }), undefined))).toBe(true)
    expect(hasOpinionOrDifficulty(withNote('LISTEN'))).toBe(true)
    expect(hasOpinionOrDifficulty(withNote('ASK'))).toBe(true)
    expect(hasOpinionOrDifficulty(withNote('TREAT'))).toBe(false)
  })
})

describe('a stop planned on the phone', () => {
  const planned = (given: Partial<Entry> = {}) =>
    anEntry(newStop('squad', someFacts(), '2020-03-24'), { visit: localId('client'), ...given })

  it('stands behind those of the centre, with what was done there', () => {
    const visit = localId('client')
    const [first, second, ...more] = shown([planned(), anEntry(arrival(visit), { n: 2 })])
    expect(first!.visit.id).toBe('visit')
    expect(second).toMatchObject({ visit: { id: visit, enterprise: someFacts() }, state: 'ARRIVED', place: 'phone' })
    expect(more).toEqual([])
  })

  it('is not shown in the list of another squad', () => {
    expect(shown([planned()], { stops: [], squad: 'another' })).toEqual([])
  })

  it('is not shown beside the stop that the centre has made of it', () => {
    expect(shown([planned({ visit: 'visit' })])).toHaveLength(1)
  })
})

describe('an entry of another release', () => {
  const t = ((key: string) => key) as never

  it('does not empty the page where its deed is unknown: everything typed in it can be read', () => {
    const entry = anEntry({
      mutation: 'measureTemperature',
      input: { visitId: 'visit', notes: [{ text: '36.5', ok: 1 }, ''] },
      visit: 'visit',
      title: '',
    } as never)
    const [stop] = shown([entry])
    expect(stop).toMatchObject({ state: 'PLANNED', place: 'phone' })
    expect(labelOf(t, entry)).toBe('measureTemperature')
    expect(typedTextOf(entry)).toEqual(['visit', '36.5'])
    expect(editOf(entry, stop!)).toBeNull()
  })

  it('does not empty the page where its input lacks what the deed reads', () => {
    const entry = anEntry({
      mutation: 'recordChecklist',
      input: { visitId: 'visit', note: '缺药水' },
      visit: 'visit',
      title: '',
    } as never)
    const [stop] = shown([entry])
    expect(stop).toMatchObject({ checks: {}, place: 'phone' })
    expect(typedTextOf(entry)).toEqual(['visit', '缺药水'])
    expect(editOf(entry, stop!)).toBeNull()
  })

  it('of this one can be read and edited, without a line for what was left blank', () => {
    const entry = anEntry(report())
    expect(typedTextOf(entry)).toEqual(['缺口罩'])
    expect(editOf(entry, shown([])[0]!)).toMatchObject({ form: 'issue', draft: { title: '缺口罩', evidence: '' } })
    expect(editOf(anEntry(arrival()), stopAtCentre(aStop({ state: 'ARRIVED' }), undefined))).toBeNull()
    const closed = stopAtCentre(aStop({ steps: ['LOOK'] }), undefined)
    expect(editOf(anEntry(look()), closed)).toBeNull()
    expect(editOf(anEntry(look('visit', '老店')), stopAtCentre(aStop(), undefined))).toMatchObject({
      form: 'LOOK',
      draft: { gist: '老店' },
    })
  })
})
