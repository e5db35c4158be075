import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { globalId, rowId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { type Answer, startTestApp, type TestApp } from './setup/app.ts'
import { type Caller, callerOf } from './setup/caller.ts'
import { day } from './setup/days.ts'
import { anAccount, aSecret, aUnion } from './setup/factories.ts'
import { eventNames, headOf, peopleTraces } from './setup/people.ts'
import { aSmallUnion, type SmallUnion } from './setup/small-union.ts'

let app: TestApp
let union: SmallUnion
let command: Caller

beforeAll(async () => {
  app = await startTestApp({ SIGN_INS_PER_MINUTE: 10_000 })
  union = await aSmallUnion()
  command = callerOf(app, await aSecret(union.command.accountId))
})
afterAll(() => app.close())

type Made = { link: { id: string; state: string; account: { id: string; username: string } }; address: string }
const made = 'addresses links { id state account { id username displayName role } }'

/** Makes links for these subjects, whose ids are global ids. */
const create = async (subjects: object[], given: object = {}): Promise<Made[]> => {
  const input = { purpose: 'DEVICE', expiresOn: day(14), subjects, ...given }
  type Payload = { addresses: string[]; links: Made['link'][] }
  const { addresses, links } = await command.change<Payload>('createLinks', input, made)
  return links.map((link, i) => ({ link, address: addresses[i]! }))
}
const createOne = async (subject: object, purpose = 'DEVICE') => (await create([subject], { purpose }))[0]!
const secretOf = ({ address }: Made) => address.split('#')[1]!
const anEnterprise = () => ({ enterpriseId: globalId('Enterprise', union.enterprises[2]!) })
const aMember = async () => {
  const member = await db.squadMember.findFirstOrThrow({ where: { squadId: union.squads[0].squadId! } })
  return { memberId: globalId('SquadMember', member.id) }
}
const anOfficer = (name = '张经办') => ({ agencyId: globalId('Agency', union.tax.agencyId!), name })

type Opened = { openLink: { token: string; viewer: { id: string; displayName: string } } }
const open = (secret: string, given: object = {}): Promise<Answer<Opened>> =>
  app.gql<Opened>(
    null,
    'mutation ($input: OpenLinkInput!) { openLink(input: $input) { token viewer { id displayName } } }',
    { input: { clientId: randomUUID(), secret, ...given } },
  )
type Shown = { showLink: { purpose: string; state: string; displayName: string; unionName: string; username: string } }
const show = (secret: string) =>
  app.gql<Shown>(
    null,
    'mutation ($input: ShowLinkInput!) { showLink(input: $input) { purpose state displayName unionName username } }',
    { input: { secret } },
  )
const codeOf = ({ errors }: Answer) => errors?.[0]?.extensions.code
const isSignedIn = async (token: string) => Boolean((await app.gql(token, '{ viewer { id } }')).data)
const stateOf = async ({ link }: Made) => {
  const asked = '{ personalLinks(first: 100) { edges { node { id state openings { device } } } } }'
  type Listed = { personalLinks: { edges: { node: { id: string; state: string; openings: object[] } }[] } }
  const { personalLinks } = await command.query<Listed>(asked)
  return personalLinks.edges.map(({ node }) => node).find(({ id }) => id === link.id)!
}

describe('a personal link', () => {
  it('is made for a member, an enterprise and an officer, who get accounts, and says so', async () => {
    const from = await headOf(union.unionId)
    const links = await create([await aMember(), anEnterprise(), anOfficer()])
    expect(links.map(({ link }) => [link.state, link.account])).toMatchObject([
      ['WAITING', { role: 'SQUAD', displayName: '李敏' }],
      ['WAITING', { role: 'ENTERPRISE' }],
      ['WAITING', { role: 'AGENCY', displayName: '张经办' }],
    ])
    const names = [
      'account.created',
      'account.created',
      'account.created',
      'link.created',
      'link.created',
      'link.created',
    ]
    expect(await eventNames(union.unionId, from)).toEqual(names)
    const stored = await db.personalLink.findMany({ where: { unionId: union.unionId } })
    for (const link of links) expect(JSON.stringify(stored)).not.toContain(secretOf(link))
    const again = await create([await aMember(), anEnterprise(), anOfficer()])
    expect(again.map(({ link }) => link.account.id)).toEqual(links.map(({ link }) => link.account.id))
    // the one that was not used yet is replaced
    expect((await stateOf(links[0]!)).state).toBe('REVOKED')
    expect(codeOf(await open(secretOf(links[0]!)))).toBe('CONFLICT')
  })

  it('says whose it is before anything is done, and notes that it was opened', async () => {
    const link = await createOne(anOfficer('李经办'), 'SET_PASSWORD')
    const { data } = await show(secretOf(link))
    const { name } = await db.tradeUnion.findUniqueOrThrow({ where: { id: union.unionId } })
    const own = { displayName: '李经办', unionName: name, username: link.link.account.username }
    expect(data!.showLink).toEqual({ purpose: 'SET_PASSWORD', state: 'WAITING', ...own })
    await show(secretOf(link))
    expect(await stateOf(link)).toMatchObject({
      state: 'OPENED',
      openings: [{ device: 'COMPUTER' }, { device: 'COMPUTER' }],
    })
  })

  it('sets a password once, signs in, and signs out who had the old one', async () => {
    const { id, username } = await anAccount(union.unionId, { role: 'SQUAD', squadId: union.squads[0].squadId })
    const before = await app.signInAs(username)
    const link = await createOne({ accountId: globalId('Account', id) }, 'SET_PASSWORD')
    const from = await headOf(union.unionId)
    expect((await open(secretOf(link))).errors![0]!.extensions).toMatchObject({
      code: 'INVALID',
      field: 'input.password',
    })
    const { data } = await open(secretOf(link), { password: 'my own password' })
    expect(await isSignedIn(data!.openLink.token)).toBe(true)
    expect(await isSignedIn(before)).toBe(false)
    expect(await app.signInAs(username, 'my own password')).toBeTruthy()
    expect(await eventNames(union.unionId, from)).toEqual(['link.used', 'account.password_set', 'session.ended'])
    const traces = await peopleTraces()
    expect(codeOf(await open(secretOf(link), { password: 'of somebody else' }))).toBe('CONFLICT')
    expect(await peopleTraces()).toEqual(traces)
    expect(await command.refusedChange('revokeLink', { linkId: link.link.id })).toMatchObject({ code: 'CONFLICT' })
  })

  it('signs one device in, for which the same clientId gets a session again', async () => {
    const link = await createOne(anEnterprise())
    const clientId = randomUUID()
    const first = await open(secretOf(link), { clientId })
    const again = await open(secretOf(link), { clientId })
    expect(await isSignedIn(again.data!.openLink.token)).toBe(true)
    // the answer that was lost opens nothing any more
    expect(await isSignedIn(first.data!.openLink.token)).toBe(false)
    expect(codeOf(await open(secretOf(link)))).toBe('CONFLICT')
    await db.personalLink.updateMany({
      where: { id: rowId('PersonalLink', link.link.id, 'id') },
      data: { usedAt: new Date(0) },
    })
    expect(codeOf(await open(secretOf(link), { clientId }))).toBe('CONFLICT')
  })

  it('is used by one of two devices that open it at once', async () => {
    for (const purpose of ['DEVICE', 'SET_PASSWORD']) {
      const link = await createOne(anOfficer(), purpose)
      const given = purpose === 'SET_PASSWORD' ? { password: 'a long enough password' } : {}
      const answers = await Promise.all([open(secretOf(link), given), open(secretOf(link), given)])
      expect(answers.map((answer) => codeOf(answer) ?? 'done').sort()).toEqual(['CONFLICT', 'done'])
    }
  })

  it('is revoked with the session that it opened', async () => {
    const link = await createOne(anEnterprise())
    const { data } = await open(secretOf(link))
    const from = await headOf(union.unionId)
    await command.change('revokeLink', { linkId: link.link.id })
    expect(await isSignedIn(data!.openLink.token)).toBe(false)
    expect(await eventNames(union.unionId, from)).toEqual(['link.revoked', 'session.ended'])
    const again = await command.refusedChange('revokeLink', { linkId: link.link.id })
    expect(again).toMatchObject({ code: 'CONFLICT', current: link.link.id })
  })

  it('opens nothing of an account that was disabled, and signs its device out', async () => {
    const link = await createOne(anOfficer('王经办'))
    const { data } = await open(secretOf(link))
    const waiting = await createOne(anOfficer('王经办'), 'SET_PASSWORD')
    await command.change('disableAccount', { accountId: link.link.account.id })
    expect(await isSignedIn(data!.openLink.token)).toBe(false)
    expect(codeOf(await open(secretOf(waiting), { password: 'a long enough password' }))).toBe('CONFLICT')
    const { showLink } = (await show(secretOf(waiting))).data!
    expect(showLink).toMatchObject({ state: 'REVOKED', username: null })
    const { account } = link.link
    await command.change('enableAccount', { accountId: account.id })
    expect(codeOf(await open(secretOf(waiting), { password: 'a long enough password' }))).toBe('CONFLICT')
    const asked = `{ personalLinks(accountId: "${account.id}") { edges { node { state } } } }`
    type Answer = { personalLinks: { edges: { node: { state: string } }[] } }
    const { personalLinks } = await command.query<Answer>(asked)
    expect(personalLinks.edges.map(({ node }) => node.state)).toEqual(['REVOKED', 'REVOKED'])
    await command.change('disableAccount', { accountId: account.id })
    const input = { purpose: 'DEVICE', expiresOn: day(1), subjects: [{ accountId: link.link.account.id }] }
    const shown = 'addresses links { id } disabled { id } retired { id }'
    const none = { addresses: [], links: [], disabled: [{ id: account.id }], retired: [] }
    expect(await command.change('createLinks', input, shown)).toMatchObject({ ...none, seq: null })
  })

  it('expires', async () => {
    const link = await createOne(anOfficer(), 'SET_PASSWORD')
    const id = rowId('PersonalLink', link.link.id, 'id')
    await db.personalLink.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1000) } })
    expect(codeOf(await open(secretOf(link), { password: 'a long enough password' }))).toBe('CONFLICT')
    expect((await show(secretOf(link))).data!.showLink.state).toBe('EXPIRED')
    expect(await command.refusedChange('revokeLink', { linkId: link.link.id })).toMatchObject({ code: 'CONFLICT' })
  })

  it('is of one union: another one neither sees nor revokes it', async () => {
    const link = await createOne(anOfficer())
    const other = await aUnion()
    const stranger = callerOf(app, await aSecret((await anAccount(other.id)).id))
    expect(await stranger.refusedChange('revokeLink', { linkId: link.link.id })).toMatchObject({ code: 'NOT_FOUND' })
    const { personalLinks } = await stranger.query<{ personalLinks: object }>('{ personalLinks { totalCount } }')
    expect(personalLinks).toEqual({ totalCount: 0 })
    const found = await stranger.query<{ node: object | null }>(`{ node(id: "${link.link.id}") { id } }`)
    expect(found.node).toBeNull()
  })

  it('that nobody has made opens nothing', async () => {
    expect(codeOf(await open('nothing'))).toBe('UNAUTHENTICATED')
    expect(codeOf(await show('nothing'))).toBe('UNAUTHENTICATED')
  })

  it.each<[string, () => object[], object, string]>([
    ['for nobody', () => [{}], {}, 'subjects.0'],
    ['for two at once', () => [{ ...anEnterprise(), ...anOfficer() }], {}, 'subjects.0'],
    ['for an officer without a name', () => [{ agencyId: anOfficer().agencyId }], {}, 'subjects.0.name'],
    ['for one person twice', () => [anEnterprise(), anEnterprise()], {}, 'subjects.1'],
    ['until yesterday', () => [anEnterprise()], { expiresOn: day(-1) }, 'expiresOn'],
    ['for too long', () => [anEnterprise()], { expiresOn: day(92) }, 'expiresOn'],
    ['for a wall', () => [{ accountId: globalId('Account', union.wall.accountId) }], {}, 'subjects.0'],
    [
      'by which a desk stays open',
      () => [{ accountId: globalId('Account', union.command.accountId) }],
      {},
      'subjects.0',
    ],
  ])('is not made %s', async (_, subjects, given, field) => {
    const before = await peopleTraces()
    const input = { purpose: 'DEVICE', expiresOn: day(14), subjects: subjects(), ...given }
    expect(await command.refusedChange('createLinks', input)).toMatchObject({
      code: 'INVALID',
      field: `input.${field}`,
    })
    expect(await peopleTraces()).toEqual(before)
  })

  it('of a chair is made and revoked by a chair alone', async () => {
    const clerk = callerOf(app, await aSecret((await anAccount(union.unionId, { rank: 'CLERK' })).id))
    const subjects = [{ accountId: globalId('Account', union.command.accountId) }]
    const input = { purpose: 'SET_PASSWORD', expiresOn: day(14), subjects }
    expect(await clerk.refusedChange('createLinks', input)).toMatchObject({ code: 'FORBIDDEN' })
    const { link } = await createOne(subjects[0]!, 'SET_PASSWORD')
    expect(link.state).toBe('WAITING')
    expect(await clerk.refusedChange('revokeLink', { linkId: link.id })).toMatchObject({ code: 'FORBIDDEN' })
    await command.change('revokeLink', { linkId: link.id })
  })
})
