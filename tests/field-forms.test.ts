import { describe, expect, it } from 'vitest'
import { arriveVisit } from '#client/field/deeds/arrive-visit.ts'
import { completeStep } from '#client/field/deeds/complete-step.ts'
import { finishVisit } from '#client/field/deeds/finish-visit.ts'
import { blankNote } from '#client/field/deeds/notes.ts'
import { openIssue } from '#client/field/deeds/open-issue.ts'
import { recordChecklist } from '#client/field/deeds/record-checklist.ts'
import { skipVisit } from '#client/field/deeds/skip-visit.ts'
import type { Stop } from '#client/field/fragments.ts'
import { stopAtCentre } from '#client/field/stop-on-phone.ts'
import { aStop } from '#tests/setup/phone-samples.ts'

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
const checks = [
  { item: 'DISINFECTION' as const, answer: 'FIX_BY' as const, fixBy: '2020-03-30', note: '缺药水' },
  { item: 'WORKER_FILES' as const, answer: 'YES' as const },
]
const step = {
  visitId: 'visit',
  step: 'ASK' as const,
  gist: '一条',
  notes: [{ text: '缺口罩', saidBy: '店主', secondSource: '店员' }],
}
const end = { visitId: 'visit', outcome: 'DONE' as const, followUp: '会商', followUpOn: '2020-03-30' }

describe('what was typed', () => {
  it('can be read line by line', () => {
    expect(completeStep.typedText(step)).toEqual(['一条', '缺口罩 · 店主 · 店员', undefined])
    expect(recordChecklist.typedText({ visitId: 'visit', checks })).toEqual(['缺药水', undefined])
    expect(finishVisit.typedText(end)).toEqual(['会商', undefined])
    expect(skipVisit.typedText({ visitId: 'visit', reason: '改期' })).toEqual(['改期'])
    expect(openIssue.typedText(issue)).toEqual(['缺口罩', '库存三天', '店主'])
    expect(arriveVisit.typedText({ visitId: 'visit' })).toEqual([])
  })

  it('comes back into the form that it was typed into', () => {
    const note = { ...blankNote, text: '缺口罩', saidBy: '店主', secondSource: '店员' }
    expect([completeStep.form.name(step), completeStep.form.draft(step)]).toEqual([
      'ASK',
      { gist: '一条', notes: [note], spokenTo: '' },
    ])
    expect(completeStep.form.draft({ visitId: 'visit', step: 'LOOK' })).toEqual({
      gist: '',
      notes: [],
      spokenTo: '',
    })
    const list = { visitId: 'visit', checks }
    expect([recordChecklist.form.name(list), recordChecklist.form.draft(list)]).toEqual([
      'checks',
      {
        answers: {
          DISINFECTION: { answer: 'FIX_BY', fixBy: '2020-03-30', note: '缺药水' },
          WORKER_FILES: { answer: 'YES', fixBy: '', note: '' },
        },
      },
    ])
    expect([finishVisit.form.name(end), finishVisit.form.draft(end)]).toEqual([
      'finish',
      { outcome: 'DONE', followUp: '会商', followUpOn: '2020-03-30', spokenTo: '', restNotSeen: false },
    ])
    const skip = { visitId: 'visit', reason: '改期' }
    expect([skipVisit.form.name(skip), skipVisit.form.draft(skip)]).toEqual(['skip', { reason: '改期' }])
    const { kind, category, severity, title, evidence, saidBy } = issue
    expect([openIssue.form.name(issue), openIssue.form.draft(issue)]).toEqual([
      'issue',
      { kind, category, severity, title, evidence, saidBy, agencyId: '', isEmergency: false },
    ])
    const urgent = { agencyId: 'tax', isEmergency: true }
    expect(openIssue.form.draft({ ...issue, ...urgent })).toMatchObject(urgent)
    expect(openIssue.form.draft({ ...issue, evidence: null, saidBy: null })).toMatchObject({ evidence: '', saidBy: '' })
  })

  it('can be edited while the centre may take it: not a step that it has, and no end of a visit that has ended', () => {
    const open = (given: Partial<Stop>) => {
      const shown = stopAtCentre(aStop(given), undefined)
      return [
        completeStep.form.isOpen(shown, step),
        recordChecklist.form.isOpen(shown, { visitId: 'visit', checks }),
        finishVisit.form.isOpen(shown, end),
        skipVisit.form.isOpen(shown, { visitId: 'visit', reason: '' }),
        openIssue.form.isOpen(shown, issue),
      ]
    }
    expect(open({})).toEqual([true, true, true, true, true])
    expect(open({ state: 'ARRIVED' })).toEqual([true, true, true, false, true])
    expect(open({ state: 'ARRIVED', steps: ['ASK'] })).toEqual([false, true, true, false, true])
    expect(open({ state: 'FINISHED' })).toEqual([false, false, false, false, true])
    expect(open({ state: 'SKIPPED' })).toEqual([false, false, false, false, true])
  })
})

describe('a draft of an older release', () => {
  it('is read with what it lacks left blank, and keeps the entry that it replaces', () => {
    expect(completeStep.form.read({ gist: '老店', replaces: 3 })).toEqual({
      gist: '老店',
      notes: [blankNote],
      spokenTo: '',
      replaces: 3,
    })
    expect(completeStep.form.read({ gist: 7, notes: [{ text: '缺口罩' }, null] })).toEqual({
      gist: '',
      notes: [{ ...blankNote, text: '缺口罩' }, blankNote],
      spokenTo: '',
    })
    expect(recordChecklist.form.read({ answers: { DISINFECTION: { answer: 'NO' } }, replaces: 3 })).toEqual({
      answers: { DISINFECTION: { answer: 'NO', fixBy: '', note: '' } },
      replaces: 3,
    })
    expect(recordChecklist.form.read({ items: [] })).toMatchObject({ answers: {} })
    expect(finishVisit.form.read({ outcome: 'DONE' })).toEqual({
      outcome: 'DONE',
      followUp: '',
      followUpOn: '',
      spokenTo: '',
      restNotSeen: false,
    })
    expect(skipVisit.form.read('改期')).toEqual({ reason: '' })
    expect(openIssue.form.read({ title: '缺口罩', kind: 'DIFFICULTY' })).toEqual({
      kind: 'DIFFICULTY',
      category: '',
      title: '缺口罩',
      evidence: '',
      saidBy: '',
      agencyId: '',
      isEmergency: false,
    })
  })
})
