import i18next, { type TFunction } from 'i18next'
import { stringifyDocument } from 'urql'
import { beforeAll, describe, expect, it } from 'vitest'
import { arriveVisit } from '#client/field/deeds/arrive-visit.ts'
import { completeStep } from '#client/field/deeds/complete-step.ts'
import { finishVisit } from '#client/field/deeds/finish-visit.ts'
import { openIssue } from '#client/field/deeds/open-issue.ts'
import { newStop, planVisit } from '#client/field/deeds/plan-visit.ts'
import { recordChecklist } from '#client/field/deeds/record-checklist.ts'
import { type DeedName, deeds } from '#client/field/deeds/registry.ts'
import { skipVisit } from '#client/field/deeds/skip-visit.ts'
import { stopAtCentre } from '#client/field/stop-on-phone.ts'
import { field } from '#client/text/zh-CN/field.ts'
import { enumWords } from '#codegen/graph/enum-words-zh.ts'
import { aStop, someFacts } from '#tests/setup/phone-samples.ts'

const names = Object.keys(deeds) as DeedName[]
const stop = stopAtCentre(aStop(), undefined)
const done = <Input>(input: Input) => ({ input, clientId: 'client', happenedAt: '2020-03-24T02:00:00.000Z' })

const issue = {
  enterpriseId: 'enterprise',
  visitId: 'visit',
  source: 'VISIT' as const,
  kind: 'DIFFICULTY' as const,
  category: 'SUPPLIES' as const,
  severity: 'LOW' as const,
  title: '缺口罩',
  evidence: '库存三天',
  saidBy: '店主',
}

let t: TFunction<['field', 'common']>

beforeAll(async () => {
  const words = i18next.createInstance()
  await words.init({
    lng: 'zh-CN',
    resources: { 'zh-CN': { field, common: enumWords } },
    defaultNS: 'field',
    interpolation: { escapeValue: false },
  })
  t = words.t as unknown as typeof t
})

describe('every deed', () => {
  it.each(names)(
    '%s asks for the mutation under whose name it stands, with the rows that the phone takes in',
    (name) => {
      const text = stringifyDocument(deeds[name].document)
      expect(text).toMatch(new RegExp(`\\b${name}\\(input: \\$input\\)`))
      for (const [, fragment] of text.matchAll(/\.\.\.(\w+)/g)) expect(text).toContain(`fragment ${fragment} on`)
      const rows = /(visit \{\s*\.\.\.FieldStop|issue \{\s*\.\.\.FieldIssue|enterprises \{\s*\.\.\.FieldStanding)/
      if (name !== 'carryOverVisits') expect(text).toMatch(rows)
    },
  )

  it('has its own words in the list of unsent records', () => {
    const {
      arriveVisit,
      planVisit,
      carryOverVisits,
      recordChecklist,
      finishVisit,
      skipVisit,
      openIssue,
      setResumption,
    } = deeds
    const step = { visitId: 'visit', step: 'LISTEN' as const }
    expect(deeds.completeStep.label(t, step)).toBe('完成「闻」')
    expect([
      arriveVisit.label(t, { visitId: '' }),
      planVisit.label(t, { squadId: '', enterpriseId: '', plannedOn: '' }),
      carryOverVisits.label(t, { squadId: '', from: '', to: '' }),
      recordChecklist.label(t, { visitId: '', checks: [] }),
      finishVisit.label(t, { visitId: '', outcome: 'DONE' }),
      deeds.supplementVisit.label(t, { visitId: '' }),
      skipVisit.label(t, { visitId: '', reason: '' }),
      setResumption.label(t, { enterpriseIds: [''], to: 'FILED', on: '', basis: '', source: 'VISIT' }),
      openIssue.label(t, {
        enterpriseId: '',
        kind: 'DIFFICULTY',
        category: 'TAX',
        severity: 'LOW',
        title: '',
        source: 'VISIT',
      }),
    ]).toEqual(['到达', '加一站', '顺延站点', '现场检查', '结束走访', '补充走访', '跳过', '登记复工', '上报问题'])
  })

  it('alone decides whether later deeds of its stop rest on it, and whether it makes a stop', () => {
    expect(names.filter((name) => 'independent' in deeds[name] && deeds[name].independent)).toEqual([
      'setVisitMembers',
      'openIssue',
      'addIssueNote',
      'setResumption',
    ])
    expect(names.filter((name) => deeds[name].localStop)).toEqual(['planVisit'])
    expect(names.filter((name) => deeds[name].form === null)).toEqual([
      'planVisit',
      'setVisitMembers',
      'undoArrival',
      'undoFinish',
      'addIssueNote',
      'carryOverVisits',
      'addPaper',
    ])
    expect(names.filter((name) => deeds[name].picture)).toEqual(['addPaper'])
  })
})

describe('on the screen', () => {
  it('an arrival is an arrival at its time', () => {
    expect(arriveVisit.change(stop, done({ visitId: 'visit', memberIds: ['one'] }), 'phone')).toEqual({
      state: 'ARRIVED',
      memberIds: ['one'],
      arrivedAt: '2020-03-24T02:00:00.000Z',
      arrivalPlace: 'phone',
    })
  })

  it('a step is done, with its gist and its notes behind the others', () => {
    const before = {
      ...stop,
      notes: [{ key: 'note', step: 'LISTEN' as const, text: '好' }],
      steps: { LOOK: 'centre' as const },
    }
    const input = {
      visitId: 'visit',
      step: 'ASK' as const,
      gist: '两条',
      notes: [{ text: '缺口罩' }, { text: '缺人' }],
    }
    expect(completeStep.change(before, done(input), 'sending')).toEqual({
      steps: { LOOK: 'centre', ASK: 'sending' },
      gists: { ASK: '两条' },
      notes: [
        { key: 'note', step: 'LISTEN', text: '好' },
        { key: 'client 0', step: 'ASK', text: '缺口罩' },
        { key: 'client 1', step: 'ASK', text: '缺人' },
      ],
    })
  })

  it('a step that the centre already shows as done is not shown twice', () => {
    const step = { id: 's', step: 'ASK' as const, at: '2020-03-24T02:00:00.000Z', gist: '' }
    const before = stopAtCentre(aStop({ steps: ['ASK'], completedSteps: [step] }), undefined)
    const input = { visitId: 'visit', notes: [{ text: '缺口罩' }] }
    expect(completeStep.change(before, done({ ...input, step: 'ASK' }), 'sending')).toEqual({})
    expect(completeStep.change(before, done({ ...input, step: 'LISTEN' }), 'sending')).not.toEqual({})
  })

  it('an answer of the checklist replaces an earlier one, the others stay', () => {
    const check = { answer: 'NO' as const, note: '', place: 'centre' as const }
    const before = { ...stop, checks: { WORKER_FILES: check, DISINFECTION: check } }
    const checks = [{ item: 'DISINFECTION' as const, answer: 'FIX_BY' as const, fixBy: '2020-03-30' }]
    expect(recordChecklist.change(before, done({ visitId: 'visit', checks }), 'phone')).toEqual({
      checks: {
        WORKER_FILES: check,
        DISINFECTION: { answer: 'FIX_BY', fixBy: '2020-03-30', note: '', place: 'phone' },
      },
    })
  })

  it('a resumption is how the enterprise stands then', () => {
    const input = {
      enterpriseIds: ['e'],
      to: 'RESUMED' as const,
      on: '2020-03-24',
      basis: '已开工',
      source: 'VISIT' as const,
    }
    expect(deeds.setResumption.change(stop, done(input), 'phone')).toEqual({
      resumption: { to: 'RESUMED', on: '2020-03-24', place: 'phone' },
    })
  })

  it('an end is finished or skipped', () => {
    expect(finishVisit.change(stop, done({ visitId: 'visit', outcome: 'DONE', followUp: '会商' }), 'phone')).toEqual({
      state: 'FINISHED',
      finishedAt: '2020-03-24T02:00:00.000Z',
      outcome: 'DONE',
      followUp: '会商',
      followUpOn: null,
      endPlace: 'phone',
    })
    expect(finishVisit.change(stop, done({ visitId: 'visit', outcome: 'MOVED' }), 'phone')).toMatchObject({
      followUp: null,
    })
    expect(skipVisit.change(stop, done({ visitId: 'visit', reason: '改期' }), 'sending')).toEqual({
      state: 'SKIPPED',
      skipReason: '改期',
      endPlace: 'sending',
    })
  })

  it('what is taken back is as before', () => {
    const there = { ...stop, state: 'ARRIVED' as const, arrivedAt: '2020-03-24T02:00:00.000Z', memberIds: ['one'] }
    const { undoArrival } = deeds
    const undone = { ...there, ...undoArrival.change(there, done({ visitId: 'visit' }), 'phone') }
    expect(undone).toEqual({ ...stop, memberIds: [] })
    const left = { ...there, ...finishVisit.change(there, done({ visitId: 'visit', outcome: 'MOVED' }), 'phone') }
    expect({ ...left, ...deeds.undoFinish.change(left, done({ visitId: 'visit' }), 'phone') }).toEqual({
      ...there,
      endPlace: 'phone',
    })
  })

  it('an issue stands behind the others', () => {
    const first = { key: 'issue', kind: 'SUGGESTION' as const, title: '减租', place: 'centre' as const }
    expect(openIssue.change({ ...stop, issues: [first] }, done(issue), 'phone')).toEqual({
      issues: [first, { key: 'client', kind: 'DIFFICULTY', title: '缺口罩', place: 'phone' }],
    })
  })

  it('a plan and a carry-over change no stop', () => {
    expect(planVisit.change(stop, done(newStop('squad', someFacts(), '2020-03-24').input), 'phone')).toEqual({})
    expect(deeds.carryOverVisits.change(stop, done({ squadId: '', from: '', to: '' }), 'phone')).toEqual({})
  })
})

describe('a stop planned on the phone', () => {
  it('is shown as planned, with what is known of the enterprise', () => {
    const { local, input, visit, title } = newStop('squad', someFacts(), '2020-03-24')
    expect({ input, visit, title }).toEqual({
      input: { squadId: 'squad', enterpriseId: 'enterprise', plannedOn: '2020-03-24' },
      visit: null,
      title: '回民街糕点厂',
    })
    expect(planVisit.localStop?.(local)).toEqual(local)
    expect(local).toMatchObject({ state: 'PLANNED', stop: 0, squad: { id: 'squad' }, enterprise: someFacts() })
  })

  it('is shown whatever an older release stored of it', () => {
    const stored = { plannedOn: '2020-03-24', enterprise: { id: 'enterprise', name: '糕点厂' }, notes: 'none' }
    expect(planVisit.localStop?.(stored)).toMatchObject({
      plannedOn: '2020-03-24',
      state: 'PLANNED',
      steps: [],
      notes: [],
      squad: { id: '' },
      enterprise: { name: '糕点厂', contacts: [] },
    })
    expect(planVisit.localStop?.(undefined)).toMatchObject({ state: 'PLANNED', enterprise: { contacts: [] } })
  })
})
