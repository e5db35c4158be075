import { afterAll, beforeAll, expect, it } from 'vitest'
import { allAnswers, unlimited } from './setup/all-answers.ts'
import { startTestApp, type TestApp } from './setup/app.ts'
import {
  aMarkedUnion,
  type Marked,
  marked,
  markOf,
  names,
  phones,
  textColumns,
  unmarked,
  words,
} from './setup/marks.ts'
import type { StockedUnion } from './setup/stocked-union.ts'
import type { ViewerName } from './setup/viewers.ts'

// A mark is written into every column of text, and everything that can be asked is asked: who may not read a column finds its
// mark nowhere.

let app: TestApp
let stock: StockedUnion

beforeAll(async () => {
  app = await startTestApp(unlimited)
  stock = await aMarkedUnion(app)
})
afterAll(() => app.close())

const answersOf = (viewer: ViewerName) => allAnswers(app, stock, stock.viewers[viewer].token)
const seenIn = (text: string, columns: Marked[]) => columns.filter((column) => text.includes(markOf(column)))

it('every column of text has a mark, or is known to need none', async () => {
  expect([...marked, ...unmarked].sort()).toEqual((await textColumns()).sort())
})

it('the command centre reads names and words, so that a mark that is missing elsewhere was kept back', async () => {
  const text = await answersOf('command')
  const shown = marked.filter((column) => !phones.includes(column))
  expect(shown.filter((column) => !text.includes(markOf(column)))).toEqual([])
  expect(seenIn(text, phones)).toEqual([])
})

it('a wall reads no name of a person, no phone, and nothing that somebody has said', async () => {
  const text = await answersOf('wall')
  expect(text.length).toBeGreaterThan(1000)
  expect(seenIn(text, [...names, ...words, ...phones])).toEqual([])
})

it('an enterprise reads nothing that its workers have said, and not which of them did', async () => {
  const text = await answersOf('owner')
  expect(text.length).toBeGreaterThan(1000)
  const said: Marked[] = [
    'VisitNote.text',
    'VisitNote.saidBy',
    'VisitNote.secondSource',
    'CompletedStep.gist',
    'Visit.listenSpokenTo',
    'Visit.askSpokenTo',
    'Visit.skipReason',
    'Visit.followUp',
    'Visit.voidReason',
    'VisitUndo.reason',
    'VisitUndo.followUp',
    'Issue.evidence',
    'Measure.who',
  ]
  expect(seenIn(text, said)).toEqual([])
})
