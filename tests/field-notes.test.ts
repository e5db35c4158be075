import { describe, expect, it } from 'vitest'
import {
  blankNote,
  draftOfNote,
  inputOfNote,
  isBlank,
  type NoteDraft,
  problemOf,
  textOfNote,
} from '#client/field/deeds/notes.ts'

const note = (given: Partial<NoteDraft>): NoteDraft => ({ ...blankNote, ...given })

describe('a blank note', () => {
  it('has nothing in any field but the tick', () => {
    expect(isBlank(blankNote)).toBe(true)
    expect(isBlank(note({ text: '  ', single: true }))).toBe(true)
    for (const field of ['text', 'saidBy', 'secondSource', 'responsible', 'dueOn'] as const) {
      expect(isBlank(note({ [field]: 'x' })), field).toBe(false)
    }
  })

  it('is passed over, and the others keep their number', () => {
    expect(problemOf('LISTEN', [blankNote, note({ text: '房租高' })], '')).toEqual({ kind: 'saidBy', number: 2 })
    expect(problemOf('LISTEN', [blankNote], '店主')).toBeNull()
    expect(problemOf('ASK', [], '店主')).toBeNull()
  })
})

describe('what a step lacks', () => {
  it('is for LISTEN and ASK without a note whom the squad spoke to', () => {
    expect(problemOf('LISTEN', [blankNote], ' ')).toEqual({ kind: 'spokenTo', number: 1 })
    expect(problemOf('ASK', [], '')).toEqual({ kind: 'spokenTo', number: 1 })
  })

  it('is the text first, in each step', () => {
    for (const step of ['LISTEN', 'ASK', 'TREAT'] as const) {
      expect(problemOf(step, [note({ text: ' ', saidBy: '店主', responsible: '李敏' })], '')).toEqual({
        kind: 'text',
        number: 1,
      })
    }
  })

  it('is for LISTEN who said it', () => {
    expect(problemOf('LISTEN', [note({ text: '房租高', saidBy: ' ' })], '')).toEqual({ kind: 'saidBy', number: 1 })
    expect(problemOf('LISTEN', [note({ text: '房租高', saidBy: '店主' })], '')).toBeNull()
  })

  it('is for ASK a second source or the tick that there is none', () => {
    expect(problemOf('ASK', [note({ text: '缺口罩', secondSource: ' ' })], '')).toEqual({ kind: 'source', number: 1 })
    expect(problemOf('ASK', [note({ text: '缺口罩', secondSource: '店员' })], '')).toBeNull()
    expect(problemOf('ASK', [note({ text: '缺口罩', single: true })], '')).toBeNull()
  })

  it('is for TREAT who is responsible and a date, and at least one measure', () => {
    const measure = { text: '送口罩', responsible: '李敏', dueOn: '2020-03-30' }
    expect(problemOf('TREAT', [note({ ...measure, responsible: ' ' })], '')).toEqual({ kind: 'measure', number: 1 })
    expect(problemOf('TREAT', [note({ ...measure, dueOn: '' })], '')).toEqual({ kind: 'measure', number: 1 })
    expect(problemOf('TREAT', [note(measure)], '')).toBeNull()
    expect(problemOf('TREAT', [note(measure), blankNote], '')).toBeNull()
    expect(problemOf('TREAT', [blankNote], '')).toEqual({ kind: 'noMeasure', number: 1 })
    expect(problemOf('TREAT', [], '')).toEqual({ kind: 'noMeasure', number: 1 })
  })

  it('is said of the first note that lacks something', () => {
    expect(
      problemOf('LISTEN', [note({ text: '好', saidBy: '店主' }), note({ text: '一' }), note({ saidBy: '二' })], ''),
    ).toEqual({
      kind: 'saidBy',
      number: 2,
    })
  })
})

describe('a note as it is sent', () => {
  const full = note({
    text: ' 缺口罩 ',
    saidBy: ' 店主 ',
    secondSource: ' 店员 ',
    responsible: ' 李敏 ',
    dueOn: '2020-03-30',
  })

  it('has the fields of its step, without blanks around them', () => {
    expect(inputOfNote('LISTEN', full)).toEqual({ text: '缺口罩', saidBy: '店主' })
    expect(inputOfNote('TREAT', full)).toEqual({ text: '缺口罩', responsible: '李敏', dueOn: '2020-03-30' })
    expect(inputOfNote('ASK', full)).toEqual({ text: '缺口罩', saidBy: '店主', secondSource: '店员' })
  })

  it('has no second source where there is none, and nobody who said it where nobody is named', () => {
    expect(inputOfNote('ASK', { ...full, single: true, saidBy: ' ' })).toEqual({ text: '缺口罩' })
  })

  it('comes back into its form', () => {
    expect(draftOfNote({ text: '缺口罩', secondSource: '店员' })).toEqual(
      note({ text: '缺口罩', secondSource: '店员' }),
    )
    expect(draftOfNote({ text: '缺口罩' })).toEqual(note({ text: '缺口罩', single: true }))
    expect(draftOfNote({ text: '送口罩', saidBy: '店主', responsible: '李敏', dueOn: '2020-03-30' })).toMatchObject({
      saidBy: '店主',
      responsible: '李敏',
      dueOn: '2020-03-30',
    })
  })

  it('is read in one line', () => {
    expect(textOfNote({ text: '缺口罩', saidBy: '店主', secondSource: null })).toBe('缺口罩 · 店主')
    expect(textOfNote({ text: '送', secondSource: '店员', responsible: '李敏', dueOn: '2020-03-30' })).toBe(
      '送 · 店员 · 李敏 · 2020-03-30',
    )
  })
})
