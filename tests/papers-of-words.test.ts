import { afterAll, beforeAll, expect, it } from 'vitest'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { addPaper, anIssueOf, openPaper, type Paper, papersFor } from '#tests/setup/papers.ts'
import { aTinyPhoto } from '#tests/setup/photos.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'
import { aDistrict, type ViewerName, type Viewers, viewerNames, viewersOf } from '#tests/setup/viewers.ts'

let app: TestApp
let union: SmallUnion
let viewers: Viewers

beforeAll(async () => {
  app = await startTestApp()
  union = await aSmallUnion()
  viewers = await viewersOf(app, union, await aDistrict())
})
afterAll(() => app.close())

/** A note that somebody writes about a new issue: the ids of both. */
async function aNote(name: ViewerName, isInternal = false) {
  const { issueId } = await anIssueOf(union)
  await viewers[name].change('addIssueNote', { issueId, text: '已送到门口', isInternal }, 'issue { id }')
  const entry = await db.issueEntry.findFirstOrThrow({ where: { kind: 'NOTE' }, orderBy: { id: 'desc' } })
  return { issueId, entryId: globalId('IssueEntry', entry.id) }
}

type Shown = { issue: { entryPapers: (Paper & { entry: { id: string } })[]; entries: { papers: Paper[] }[] } | null }

/** The photos of what was written about an issue, as somebody is shown them. */
async function shownTo(name: ViewerName, id: string) {
  const { issue } = await viewers[name].query<Shown>(
    'query ($id: ID!) { issue(id: $id) { entryPapers { id url entry { id } } entries { papers { id } } } }',
    { id },
  )
  const inEntries = issue?.entries.flatMap(({ papers }) => papers.map((paper) => paper.id)) ?? []
  expect((issue?.entryPapers ?? []).map((paper) => paper.id)).toEqual(inEntries)
  return issue?.entryPapers ?? []
}

const readers: ViewerName[] = ['command', 'deputy', 'squad 1', 'tax', 'owner', 'district', 'ISSUES']

it.each([false, true])('are seen by whoever may read the words, internal: %s', async (isInternal) => {
  const { issueId, entryId } = await aNote('tax', isInternal)
  const { id } = await addPaper(viewers.tax, { entryId })
  for (const name of viewerNames) {
    const sees = readers.includes(name) && !(isInternal && name === 'owner')
    const shown = await shownTo(name, issueId)
    expect([name, shown.map((paper) => [paper.id, paper.entry.id])]).toEqual([name, sees ? [[id, entryId]] : []])
    if (sees) expect((await openPaper(app, shown[0]!.url)).status).toBe(200)
    const { node } = await viewers[name].query<{ node: object | null }>('query ($id: ID!) { node(id: $id) { id } }', {
      id,
    })
    expect([name, node !== null]).toEqual([name, sees])
  }
  // they are no photos of the issue itself
  expect(await papersFor(viewers.command, { issueId })).toEqual([])
})

it('of an internal note are unknown to the enterprise in its history too', async () => {
  const { issueId, entryId } = await aNote('command', true)
  const { id: paperId } = await addPaper(viewers.command, { entryId })
  await viewers.command.change('voidPaper', { paperId, reason: '拍错' }, 'paperId')
  type History = { issue: { history: { edges: { node: { kind: string } }[] } } }
  const kinds = async (name: ViewerName) => {
    const document = 'query ($id: ID!) { issue(id: $id) { history(first: 9) { edges { node { kind } } } } }'
    const { issue } = await viewers[name].query<History>(document, { id: issueId })
    return issue.history.edges.map(({ node }) => node.kind).filter((kind) => kind.startsWith('PAPER'))
  }
  expect(await kinds('owner')).toEqual([])
  for (const name of ['tax', 'squad 1', 'ISSUES'] as const) {
    expect([name, await kinds(name)]).toEqual([name, ['PAPER_VOIDED', 'PAPER_ADDED']])
  }
})

it('are added by whoever wrote the words and by the centre, and by nobody else', async () => {
  const { entryId } = await aNote('tax')
  await addPaper(viewers.deputy, { entryId })
  const file = () => ({ entryId, file: aTinyPhoto() })
  for (const name of ['squad 1', 'owner'] as const) {
    expect(await viewers[name].refusedChange('addPaper', file())).toMatchObject({ code: 'FORBIDDEN' })
  }
  for (const name of ['squad 2', 'police', 'neighbour'] as const) {
    expect(await viewers[name].refusedChange('addPaper', file())).toMatchObject({ code: 'NOT_FOUND' })
  }
  const hidden = await aNote('command', true)
  const tried = { entryId: hidden.entryId, file: aTinyPhoto() }
  expect(await viewers.owner.refusedChange('addPaper', tried)).toMatchObject({ code: 'NOT_FOUND' })
  const { id: paperId } = await addPaper(viewers.command, { entryId: hidden.entryId })
  const voiding = { paperId, reason: '拍错' }
  expect(await viewers.owner.refusedChange('voidPaper', voiding)).toMatchObject({ code: 'NOT_FOUND' })
  expect(await viewers.tax.refusedChange('voidPaper', voiding)).toMatchObject({ code: 'FORBIDDEN' })
})

it('are at most twenty for the same words, whatever the issue itself has', async () => {
  const { issueId, entryId } = await aNote('command')
  for (let count = 0; count < 20; count += 1) await addPaper(viewers.command, { entryId })
  expect(await viewers.command.refusedChange('addPaper', { entryId, file: aTinyPhoto() })).toMatchObject({
    code: 'CONFLICT',
  })
  await addPaper(viewers.command, { issueId })
  const both = { issueId, entryId, file: aTinyPhoto() }
  expect(await viewers.command.refusedChange('addPaper', both)).toMatchObject({ code: 'INVALID' })
})
