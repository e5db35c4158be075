import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answerIssue } from '#server/modules/issues/answer.ts'
import { assignIssue } from '#server/modules/issues/assign.ts'
import { globalId, rowId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from './setup/app.ts'
import { type Caller, callerOf } from './setup/caller.ts'
import { aSecret } from './setup/factories.ts'
import { aSpokenIssue, change, codeOf, holderOf, makeLink } from './setup/issue-links.ts'
import { openIssue } from './setup/mutations.ts'
import { aSmallUnion, type SmallUnion, someone } from './setup/small-union.ts'

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

describe('a link for an issue is refused', () => {
  it('where it is guessed, expired or revoked', async () => {
    for (const guess of [randomUUID(), 'x', (await forTax()).secret.slice(0, -1)]) {
      expect(codeOf(await holder.open(guess))).toBe('UNAUTHENTICATED')
      expect(codeOf(await holder.act(guess, 'TAKE'))).toBe('UNAUTHENTICATED')
    }
    const { secret, link } = await forTax()
    const where = { id: rowId('PersonalLink', link!.id, 'id') }
    await db.personalLink.update({ where, data: { expiresAt: new Date(Date.now() - 1000) } })
    expect([codeOf(await holder.open(secret)), codeOf(await holder.act(secret, 'TAKE'))]).toEqual([
      'CONFLICT',
      'CONFLICT',
    ])
    const other = await forTax()
    await command.change('revokeLink', { linkId: other.link!.id }, 'link { state }')
    expect([codeOf(await holder.open(other.secret)), codeOf(await holder.act(other.secret, 'TAKE'))]).toEqual([
      'CONFLICT',
      'CONFLICT',
    ])
    expect((await row()).state).toBe('ASSIGNED')
  })

  it('by a deed that waited while the link was revoked', async () => {
    const { secret, link } = await forTax()
    let acting: ReturnType<typeof holder.act> | undefined
    await db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT id FROM "Enterprise" WHERE id = ${union.enterprises[0]}::uuid FOR UPDATE`
      acting = holder.act(secret, 'TAKE')
      const held = () =>
        db.$queryRaw`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
      await expect.poll(async () => held()).toHaveLength(1)
      await command.change('revokeLink', { linkId: link!.id }, 'link { state }')
    })
    expect(codeOf(await acting!)).toBe('CONFLICT')
    expect((await row()).state).toBe('ASSIGNED')
  })

  it('as a sign-in, and for what the other party does', async () => {
    const [tax, owner] = [await forTax(), await forOwner()]
    for (const { secret } of [tax, owner]) {
      const link = { ...change(), secret }
      expect(codeOf(await holder.ask('openLink', 'OpenLinkInput', link, 'token'))).toBe('UNAUTHENTICATED')
      expect(codeOf(await holder.ask('showLink', 'ShowLinkInput', { secret }, 'state'))).toBe('UNAUTHENTICATED')
      for (const query of [
        '{ issues(first: 1) { edges { node { id } } } }',
        `{ node(id: "${globalId('Issue', issueId)}") { id } }`,
        '{ search(text: "口罩") { found { id } } }',
        '{ viewer { id } }',
      ]) {
        const { data, errors } = await app.gql<Record<string, unknown>>(secret, query)
        expect(errors || data?.viewer === null, query).toBeTruthy()
      }
    }
    // who handles an issue never closes it
    for (const what of ['SOLVED', 'PARTLY', 'NOT_SOLVED']) {
      expect(codeOf(await holder.act(tax.secret, what, { text: '好了' }))).toBe('FORBIDDEN')
    }
    for (const what of ['TAKE', 'ANSWER', 'RETURN']) {
      expect(codeOf(await holder.act(owner.secret, what, { text: '好了' }))).toBe('FORBIDDEN')
    }
    expect((await row()).state).toBe('ASSIGNED')
  })

  it('to close what was handled by who made it', async () => {
    const { secret } = await forOwner()
    await answerIssue(union.command, { ...change(), issueId, answer: '电话答复:已缓缴' })
    expect(codeOf(await holder.act(secret, 'SOLVED'))).toBe('FORBIDDEN')
    expect((await holder.act(secret, 'NOT_SOLVED', { text: '没有到账' })).errors).toBeUndefined()
    const other = callerOf(app, await aSecret((await someone(union.unionId, 'COMMAND')).accountId))
    const renewed = await makeLink(other, issueId)
    expect((await holder.act(renewed.secret, 'SOLVED')).errors).toBeUndefined()
    expect((await row()).state).toBe('CLOSED')
  })

  it('reaches no other issue and no other agency', async () => {
    const other = (await openIssue(union.squads[0], union.enterprises[0])).id
    await assignIssue(union.command, { ...change(), issueId: other, agencyId: union.tax.agencyId! })
    const { secret } = await forTax()
    expect((await holder.act(secret, 'TAKE')).errors).toBeUndefined()
    expect((await db.issue.findUniqueOrThrow({ where: { id: other } })).state).toBe('ASSIGNED')
    const parts = await db.issuePart.findMany({ where: { issueId }, orderBy: { leads: 'desc' } })
    expect(parts.map(({ state }) => state)).toEqual(['TAKEN', 'ANSWERED'])
    const { unionId } = await aSmallUnion()
    const foreign = await db.agency.findFirstOrThrow({ where: { unionId } })
    const given = { text: '不属税务', proposedAgencyId: globalId('Agency', foreign.id) }
    expect(codeOf(await holder.act(secret, 'RETURN', given))).toBe('NOT_FOUND')
    for (const field of ['issueId', 'agencyId', 'enterpriseId']) {
      const { errors } = await holder.act(secret, 'ANSWER', { text: '好', [field]: globalId('Issue', other) })
      expect(errors, field).toBeDefined()
    }
  })

  it('without words where words are needed', async () => {
    const { secret } = await forTax()
    for (const given of [{}, { text: '  ' }, { text: 'x'.repeat(2001) }]) {
      expect(codeOf(await holder.act(secret, 'ANSWER', given))).toBe('INVALID')
    }
    expect((await holder.act(secret, 'RETURN', { text: 'x'.repeat(501) })).errors![0]!.extensions).toMatchObject({
      code: 'INVALID',
      field: 'input.text',
    })
  })
})
