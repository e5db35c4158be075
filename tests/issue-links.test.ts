import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answerIssue } from '#server/modules/issues/answer.ts'
import { closeIssue } from '#server/modules/issues/close.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from './setup/app.ts'
import { type Caller, callerOf } from './setup/caller.ts'
import { day } from './setup/days.ts'
import { aSecret } from './setup/factories.ts'
import { aSpokenIssue, change, codeOf, holderOf, type MadeLink, madeFields, makeLink } from './setup/issue-links.ts'
import { addPaper } from './setup/papers.ts'
import { aSmallUnion, type SmallUnion } from './setup/small-union.ts'

let app: TestApp
let union: SmallUnion
let command: Caller
let issueId: string
let holder: ReturnType<typeof holderOf>

beforeAll(async () => {
  app = await startTestApp({ SIGN_INS_PER_MINUTE: 10_000 })
  union = await aSmallUnion()
  command = callerOf(app, await aSecret(union.command.accountId))
  holder = holderOf(app)
})
beforeEach(async () => {
  issueId = await aSpokenIssue(union)
})
afterAll(() => app.close())

const forTax = () => makeLink(command, issueId, union.tax.agencyId)
const forOwner = () => makeLink(command, issueId)
const row = () => db.issue.findUniqueOrThrow({ where: { id: issueId } })
const opened = async (secret: string) => (await holder.open(secret)).data!.openIssueLink
const acted = async (secret: string, what: string, given: object = {}) => {
  const { data, errors } = await holder.act(secret, what, given)
  expect(errors).toBeUndefined()
  return data!.actByIssueLink.issue
}

type Listed = { id: string; state: string; openingCount: number; openings: { device: string }[] }
const linksOf = async () => {
  const asked = `query ($id: ID!) {
    personalLinks(issueId: $id) { edges { node { id state openingCount openings { device } } } } }`
  type Found = { personalLinks: { edges: { node: Listed }[] } }
  const { personalLinks } = await command.query<Found>(asked, { id: globalId('Issue', issueId) })
  return personalLinks.edges.map(({ node }) => node)
}

describe('a link for an issue', () => {
  it('lets an agency take and answer without an account, and the record says by whom', async () => {
    const { secret } = await forTax()
    expect(await opened(secret)).toMatchObject({
      state: 'ASSIGNED',
      acts: ['TAKE', 'ANSWER', 'RETURN'],
      isNamed: false,
    })
    const taken = await acted(secret, 'TAKE', { name: '王芳' })
    expect(taken).toMatchObject({ state: 'TAKEN', actorName: '税务 王芳(链接)', isNamed: true })
    const answered = await acted(secret, 'ANSWER', { text: '三日内缓缴到位' })
    expect(answered).toMatchObject({ state: 'ANSWERED', acts: ['ANSWER'] })
    const history = `query ($id: ID!) { issue(id: $id) {
      entries { text actorName } history(first: 3) { edges { node { kind actor { displayName } } } } } }`
    type Told = { entries: object[]; history: { edges: { node: object }[] } }
    const told = await command.query<{ issue: Told }>(history, { id: globalId('Issue', issueId) })
    expect(told.issue.entries[0]).toEqual({ text: '三日内缓缴到位', actorName: '税务 王芳(链接)' })
    expect(told.issue.history.edges[0]!.node).toMatchObject({ actor: { displayName: '税务 王芳(链接)' } })
  })

  it('lets an agency return it with a proposal, and shows it no more', async () => {
    const { secret } = await forTax()
    const police = (await opened(secret)).agencies.find(({ name }) => name === '公安')!
    expect(await acted(secret, 'RETURN', { text: '不属税务', proposedAgencyId: police.id })).toBeNull()
    expect(await row()).toMatchObject({ state: 'UNASSIGNED', proposedAgencyId: union.police.agencyId })
    expect(codeOf(await holder.open(secret))).toBe('CONFLICT')
    expect(codeOf(await holder.act(secret, 'TAKE'))).toBe('CONFLICT')
  })

  it('lets the enterprise say that it is not solved, and that it is', async () => {
    const { secret } = await forOwner()
    expect((await opened(secret)).acts).toEqual(['SOLVED'])
    expect(codeOf(await holder.act(secret, 'NOT_SOLVED', { text: '没有' }))).toBe('CONFLICT')
    await answerIssue(union.tax, { ...change(), issueId, answer: '已办' })
    expect((await opened(secret)).acts).toEqual(['SOLVED', 'PARTLY', 'NOT_SOLVED'])
    expect(await acted(secret, 'NOT_SOLVED', { text: '系统里没有' })).toMatchObject({ state: 'TAKEN' })
    expect(await acted(secret, 'SOLVED')).toBeNull()
    expect(await row()).toMatchObject({ state: 'CLOSED', callBackResult: 'SOLVED' })
    const over = await holder.open(secret)
    expect([codeOf(over), over.errors![0]!.message]).toEqual(['CONFLICT', 'This issue is closed already.'])
  })

  it('shows photos, and no words that are internal or of another agency', async () => {
    await addPaper(command, { issueId: globalId('Issue', issueId) })
    const internal = { issueId: globalId('Issue', issueId), text: '内部情况', isInternal: true }
    await command.change('addIssueNote', internal, 'issue { id }')
    const { id } = await db.issueEntry.findFirstOrThrow({ where: { issueId, text: '内部情况' } })
    await addPaper(command, { entryId: globalId('IssueEntry', id) })
    const tax = await opened((await forTax()).secret)
    expect(tax.words.map(({ text }) => text)).toEqual(['企业下午有人', '请今天联系老板'])
    expect(tax.photos).toEqual([expect.stringMatching(/^data:image\/jpeg;base64,/)])
    const owner = await opened((await forOwner()).secret)
    expect(owner.words.map(({ text }) => text)).toEqual(['公安已到场', '企业下午有人'])
    expect(owner.agencies).toEqual([])
  })

  it('is opened again and again, and each opening is kept for the centre', async () => {
    const { secret, link } = await forTax()
    await holder.open(secret)
    await holder.open(secret)
    expect(await linksOf()).toMatchObject([
      { id: link!.id, state: 'OPENED', openingCount: 2, openings: [{ device: 'COMPUTER' }, { device: 'COMPUTER' }] },
    ])
  })

  it('the same act sent again changes nothing', async () => {
    const { secret } = await forTax()
    const same = { ...change(), text: '已办' }
    await acted(secret, 'ANSWER', same)
    await acted(secret, 'ANSWER', same)
    expect(await db.issueEntry.count({ where: { issueId, text: '已办' } })).toBe(1)
  })
})

describe('a link for an issue is made', () => {
  it('for an agency that has a part, and for an issue that is open', async () => {
    const stranger = await db.agency.create({ data: { unionId: union.unionId, kind: 'COMMERCE', name: '工商' } })
    const input = { issueId: globalId('Issue', issueId), agencyId: globalId('Agency', stranger.id) }
    expect(await command.refusedChange('createIssueLink', input)).toMatchObject({ code: 'CONFLICT' })
    const late = { issueId: globalId('Issue', issueId), expiresOn: day(91) }
    expect(await command.refusedChange('createIssueLink', late)).toMatchObject({ code: 'INVALID' })
    await closeIssue(union.command, { ...change(), issueId, closingNote: '好了' })
    const closed = { issueId: globalId('Issue', issueId) }
    expect(await command.refusedChange('createIssueLink', closed)).toMatchObject({ code: 'CONFLICT' })
  })

  it('by a squad for its enterprise alone', async () => {
    const squad = callerOf(app, await aSecret(union.squads[0].accountId))
    const input = { issueId: globalId('Issue', issueId) }
    const made = await squad.change<MadeLink>('createIssueLink', input, madeFields)
    expect(made).toMatchObject({ address: expect.stringContaining('/l/issue#'), link: null })
    const agencyId = globalId('Agency', union.tax.agencyId!)
    expect(await squad.refusedChange('createIssueLink', { ...input, agencyId })).toMatchObject({ code: 'FORBIDDEN' })
    const other = callerOf(app, await aSecret(union.squads[1].accountId))
    expect(await other.refusedChange('createIssueLink', input)).toMatchObject({ code: 'NOT_FOUND' })
  })

  it('with an account that nobody sees in lists, signs in by, or gets another link for', async () => {
    await forTax()
    await forOwner()
    const account = await db.account.findFirstOrThrow({ where: { issueId, role: 'ENTERPRISE' } })
    const accountId = globalId('Account', account.id)
    const list = '{ accounts(first: 100) { edges { node { username } } } }'
    type Accounts = { accounts: { edges: { node: { username: string } }[] } }
    const names = (await command.query<Accounts>(list)).accounts.edges.map(({ node }) => node.username)
    expect(names.filter((name) => name.startsWith('link-'))).toEqual([])
    const officers = '{ agencies { officers { username } } }'
    type Agencies = { agencies: { officers: { username: string }[] }[] }
    const { agencies } = await command.query<Agencies>(officers)
    expect(agencies.flatMap((each) => each.officers).filter(({ username }) => username.startsWith('link-'))).toEqual([])
    const given = { accountId, password: 'another password' }
    expect(await command.refusedChange('setPassword', given)).toMatchObject({ code: 'NOT_FOUND' })
    const links = { purpose: 'DEVICE', expiresOn: day(3), subjects: [{ accountId }] }
    expect(await command.refusedChange('createLinks', links)).toMatchObject({ code: 'NOT_FOUND' })
    const acts = callerOf(app, await aSecret(account.id))
    expect(await acts.refusal('{ viewer { id } }')).toMatchObject({ code: 'UNAUTHENTICATED' })
    const enterpriseId = globalId('Enterprise', union.enterprises[0])
    const issue = { ...links, purpose: 'ISSUE', subjects: [{ enterpriseId }] }
    expect(await command.refusedChange('createLinks', issue)).toMatchObject({ code: 'INVALID' })
    type Links = { links: { account: { id: string } }[] }
    const own = { ...links, subjects: [{ enterpriseId }] }
    const { links: made } = await command.change<Links>('createLinks', own, 'links { account { id } }')
    expect(made[0]!.account.id).not.toBe(accountId)
  })
})
