import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nameOfPaper } from '#server/modules/papers/name.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { day } from '#tests/setup/days.ts'
import { closeIssue, planVisit, voidVisit } from '#tests/setup/mutations.ts'
import { addPaper, anIssueOf, aVisitOf, openPaper, type Paper, paperFields, papersFor } from '#tests/setup/papers.ts'
import { aPhoto, aTinyPhoto } from '#tests/setup/photos.ts'
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

describe('who sees a photo, and who may add one', () => {
  const sees: Record<'issue' | 'visit', ViewerName[]> = {
    issue: ['command', 'deputy', 'squad 1', 'tax', 'owner', 'district', 'ISSUES'],
    visit: ['command', 'deputy', 'squad 1', 'owner', 'district', 'VISITS'],
  }
  const adds = (names: ViewerName[]) => names.filter((name) => !['district', 'ISSUES', 'VISITS'].includes(name))

  it.each(['issue', 'visit'] as const)('%s: with its link and without another’s', async (kind) => {
    const on = kind === 'issue' ? await anIssueOf(union) : await aVisitOf(union, day(11))
    const { id } = await addPaper(viewers.command, on)
    for (const name of viewerNames) {
      const shown = await papersFor(viewers[name], on)
      if (!sees[kind].includes(name)) {
        expect(shown ?? [], name).toEqual([])
        const document = 'query ($id: ID!) { node(id: $id) { id } }'
        expect(await viewers[name].query(document, { id }), name).toEqual({ node: null })
        continue
      }
      expect(shown!.map((paper) => paper.id)).toEqual([id])
      expect([name, (await openPaper(app, shown![0]!.url)).status]).toEqual([name, 200])
      expect([name, (await openPaper(app, shown![0]!.smallUrl)).status]).toEqual([name, 200])
    }
    for (const name of viewerNames) {
      const { data, errors } = await app.change(viewers[name].token, 'addPaper', { ...on, file: aTinyPhoto() }, '')
      const code = errors?.[0]?.extensions.code
      if (adds(sees[kind]).includes(name))
        expect([name, code, data?.addPaper?.seq]).toEqual([name, undefined, expect.any(Number)])
      else expect(['FORBIDDEN', 'NOT_FOUND'], name).toContain(code)
    }
  })

  it('its author and the command centre void it, and nobody else', async () => {
    const on = await anIssueOf(union)
    const own = await addPaper(viewers['squad 1'], on)
    const reason = '拍错了'
    for (const name of ['owner', 'tax'] as const) {
      expect(await viewers[name].refusedChange('voidPaper', { paperId: own.id, reason })).toMatchObject({
        code: 'FORBIDDEN',
      })
    }
    for (const name of ['squad 2', 'neighbour', 'police'] as const) {
      expect(await viewers[name].refusedChange('voidPaper', { paperId: own.id, reason })).toMatchObject({
        code: 'NOT_FOUND',
      })
    }
    const { url } = (await papersFor(viewers.district, on))![0]!
    await viewers['squad 1'].change('voidPaper', { paperId: own.id, reason }, 'paperId')
    expect(await papersFor(viewers.command, on)).toEqual([])
    expect((await openPaper(app, url)).status).toBe(404)
    expect((await openPaper(app, own.url)).status).toBe(404)
    expect(await viewers.command.refusedChange('voidPaper', { paperId: own.id, reason })).toMatchObject({
      code: 'CONFLICT',
    })
    const row = await db.paper.findFirstOrThrow({ where: { voidReason: reason } })
    expect(row.voidedAt).toBeInstanceOf(Date)
    const another = await addPaper(viewers.owner, on)
    await viewers.command.change('voidPaper', { paperId: another.id, reason }, 'paperId')
  })
})

describe('the deed', () => {
  it('takes one issue or one visit', async () => {
    const [{ issueId }, { visitId }] = [await anIssueOf(union), await aVisitOf(union, day(12))]
    for (const on of [{}, { issueId, visitId }]) {
      const refusal = await viewers.command.refusedChange('addPaper', { ...on, file: aTinyPhoto() })
      expect(refusal).toMatchObject({ code: 'INVALID', field: 'input.issueId' })
    }
  })

  it('takes a closed issue, and no voided visit', async () => {
    const { issueId } = await anIssueOf(union)
    const [, row] = Buffer.from(issueId, 'base64').toString().split(':')
    await closeIssue(union.command, row!)
    await addPaper(viewers['squad 1'], { issueId })
    const { id } = await planVisit(union.squads[0], union.enterprises[1]!, { plannedOn: day(13) })
    await voidVisit(union.command, id)
    const on = { visitId: globalId('Visit', id) }
    expect(await viewers.command.refusedChange('addPaper', { ...on, file: aTinyPhoto() })).toMatchObject({
      code: 'CONFLICT',
    })
  })

  it('takes at most twenty, of thirty at once as well', async () => {
    const on = await anIssueOf(union)
    for (let count = 0; count < 18; count += 1) await addPaper(viewers.command, on)
    const four = await Promise.allSettled(Array.from({ length: 4 }, () => addPaper(viewers.command, on)))
    expect(four.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    const papers = (await papersFor(viewers.command, on))!
    expect(papers).toHaveLength(20)
    await viewers.command.change('voidPaper', { paperId: papers[3]!.id, reason: '多余' }, 'paperId')
    await addPaper(viewers.command, on)
    expect(await viewers.command.refusedChange('addPaper', { ...on, file: aTinyPhoto() })).toMatchObject({
      code: 'CONFLICT',
    })
  })

  it('knows the same clientId again by the file’s content', async () => {
    const input = { ...(await anIssueOf(union)), clientId: randomUUID() }
    const first = await viewers.command.change<{ paper: Paper }>(
      'addPaper',
      { ...input, file: aTinyPhoto() },
      paperFields,
    )
    const second = await viewers.command.change<{ paper: Paper }>(
      'addPaper',
      { ...input, file: aTinyPhoto() },
      paperFields,
    )
    expect(second.paper.id).toBe(first.paper.id)
    const other = new File([new Uint8Array(await aPhoto())], '门口.jpg')
    expect(await viewers.command.refusedChange('addPaper', { ...input, file: other })).toMatchObject({
      code: 'CONFLICT',
    })
    await viewers.command.change('voidPaper', { paperId: first.paper.id, reason: '多余' }, 'paperId')
    const third = await viewers.command.change('addPaper', { ...input, file: aTinyPhoto() }, paperFields)
    expect(third).toMatchObject({ paper: null })
  })

  it('writes events that say neither what the photo is called nor why it was voided', async () => {
    const on = await anIssueOf(union)
    const { id } = await addPaper(viewers['squad 1'], on, aTinyPhoto('老板张三.jpg'))
    await viewers.command.change('voidPaper', { paperId: id, reason: '拍到了张三' }, 'paperId')
    const events = await db.event.findMany({ where: { name: { startsWith: 'paper.' } } })
    expect(JSON.stringify(events)).not.toContain('张三')
    type History = { issue: { history: { edges: { node: { kind: string } }[] } } }
    const kindsFor = async (name: ViewerName) => {
      const document = 'query ($id: ID!) { issue(id: $id) { history(first: 9) { edges { node { kind } } } } }'
      const { issue } = await viewers[name].query<History>(document, { id: on.issueId })
      return issue.history.edges.map(({ node }) => node.kind)
    }
    const life = ['ISSUE_ASSIGNED', 'ISSUE_OPENED']
    for (const name of ['command', 'squad 1', 'owner', 'district', 'ISSUES'] as const) {
      expect([name, ...(await kindsFor(name))]).toEqual([name, 'PAPER_VOIDED', 'PAPER_ADDED', ...life])
    }
    expect(await kindsFor('tax')).toEqual(['PAPER_VOIDED', 'PAPER_ADDED', 'ISSUE_ASSIGNED'])
    expect(await kindsFor('wall')).toEqual(life)
  })
})

it('what a photo is called is the name of its file, without folders and ending', () => {
  expect(nameOfPaper('IMG_2034.HEIC')).toBe('IMG_2034')
  expect(nameOfPaper('C:\\fakepath\\门口.jpg')).toBe('门口')
  expect(nameOfPaper('/etc/../门 口.tar.png')).toBe('门口.tar')
  expect(nameOfPaper('a\u202Egpj.exe')).toBe('agpj')
  expect(nameOfPaper('=cmd.jpg')).toBe('=cmd')
  expect(nameOfPaper('.jpg')).toBe('')
  expect([...nameOfPaper('😀'.repeat(200))]).toHaveLength(100)
})
