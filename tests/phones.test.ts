import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localDate } from '#server/platform/clock.ts'
import { globalId } from '#server/platform/ids.ts'
import { maskPhone, maskPhonesIn } from '#server/platform/phones.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from './setup/app.ts'
import { exportedLines, exportLink } from './setup/exports.ts'
import { aSpokenIssue, holderOf, makeLink } from './setup/issue-links.ts'
import { aStockedUnion, type StockedUnion } from './setup/stocked-union.ts'

const number = '15400001234'
const masked = '154****1234'

let app: TestApp
let own: StockedUnion
let enterpriseId: string
let contactId: string

beforeAll(async () => {
  app = await startTestApp()
  own = await aStockedUnion(app)
  enterpriseId = globalId('Enterprise', own.union.enterprises[0])
  const contacts = [{ kind: 'OWNER', name: '马六', phone: number }]
  await own.viewers.command.change('updateEnterprise', { enterpriseId, contacts }, 'enterprise { id }')
  contactId = globalId('Contact', (await db.contact.findFirstOrThrow({ where: { phone: number } })).id)
})
afterAll(() => app.close())

const ask = async <T>(viewer: keyof StockedUnion['viewers'], query: string) =>
  app.gql<T>(own.viewers[viewer].token, query)
const reveal = (viewer: keyof StockedUnion['viewers'], subjectId: string) =>
  ask<{ revealPhone: { phone: string } }>(
    viewer,
    `mutation { revealPhone(input: { subjectId: "${subjectId}" }) { phone } }`,
  )
const reveals = () => db.auditEntry.findMany({ where: { kind: 'REVEAL' }, orderBy: { id: 'asc' } })

describe('a masked phone number', () => {
  test.each([
    ['15400001234', '154****1234'],
    ['029-87654321', '029-****4321'],
    ['+86 154 0000 1234', '+86 1** **** 1234'],
    ['87654321', '****4321'],
    ['12345', '***45'],
    ['', ''],
  ])('of %s is %s', (phone, shown) => expect(maskPhone(phone)).toBe(shown))

  test('stands in a text as well', () => {
    expect(maskPhonesIn('马六15400001234(办),2楼 12 号')).toBe('马六154****1234(办),2楼 12 号')
  })
})

describe('phone numbers of people', () => {
  test('are masked in every answer', async () => {
    const answers = await Promise.all([
      ask('command', `{ enterprise(id: "${enterpriseId}") { contacts { phone } } }`),
      ask('squad 1', `{ enterprises(first: 5) { edges { node { contacts { phone } } } } }`),
      ask(
        'command',
        '{ squads { phone members { phone } } zones { cadrePhone } suppliers { edges { node { phone } } } }',
      ),
    ])
    const text = JSON.stringify(answers)
    expect(text).toContain(masked)
    expect(text).not.toMatch(/\d{7}/)
  })

  test('are shown one by one to those who may see them, each with an entry in the audit', async () => {
    const before = (await reveals()).length
    expect((await reveal('command', contactId)).data!.revealPhone.phone).toBe(number)
    expect((await reveal('squad 1', contactId)).data!.revealPhone.phone).toBe(number)
    expect((await reveal('owner', contactId)).data!.revealPhone.phone).toBe(number)
    for (const viewer of ['neighbour', 'wall', 'district', 'ENTERPRISES', 'cadre'] as const)
      expect([viewer, (await reveal(viewer, contactId)).errors![0]!.extensions.code]).toEqual([viewer, 'NOT_FOUND'])
    for (const id of [own.ids.memberId!, own.ids.squadId!, own.ids.supplierId!])
      expect((await reveal('command', id)).data!.revealPhone.phone).toMatch(/\d{7}/)
    expect((await reveal('command', own.ids.issueId!)).errors![0]!.extensions.code).toBe('NOT_FOUND')
    const written = (await reveals()).slice(before)
    expect(written.map(({ subjectType }) => subjectType)).toEqual([
      ...['Contact', 'Contact', 'Contact'],
      ...['SquadMember', 'Squad', 'Supplier'],
    ])
    expect(written[0]).toMatchObject({ accountId: own.union.command.accountId, unionId: own.union.unionId })
  })

  test('are shown to an agency while it has an issue of the enterprise, and for thirty days after', async () => {
    const { enterpriseId: id } = await db.contact.findFirstOrThrow({ where: { phone: number } })
    const of = { enterpriseId: id, agencyIds: { has: own.union.tax.agencyId! } }
    const ago = (days: number) => new Date(Date.now() - days * 86_400_000)
    const asks = async () => (await reveal('tax', contactId)).errors?.[0]?.extensions.code ?? 'shown'
    const { count } = await db.issue.updateMany({ where: of, data: { status: 'OPEN' } })
    expect([count > 0, await asks(), (await reveal('police', contactId)).errors![0]!.extensions.code]).toEqual([
      ...[true, 'shown', 'NOT_FOUND'],
    ])
    for (const [days, answer] of [
      [29, 'shown'],
      [31, 'NOT_FOUND'],
    ] as const) {
      await db.issue.updateMany({ where: of, data: { status: 'CLOSED', closedAt: ago(days) } })
      expect([days, await asks()]).toEqual([days, answer])
    }
    await db.issue.updateMany({ where: of, data: { status: 'OPEN', closedAt: null } })
  })

  test('stand masked in the kept text of a cell, which is shown whole with an entry in the audit', async () => {
    const { cellTextId } = own.ids
    const text = '张三15400001234、李四029-87654321,91610104MA6U12345X,2020-03-24'
    const shown = async (column: string) => {
      await db.cellText.updateMany({ data: { text, column } })
      const { data } = await ask<{ node: { text: string } }>(
        'command',
        `{ node(id: "${cellTextId}") { ... on CellText { text } } }`,
      )
      return data!.node.text
    }
    expect(await shown('industry')).toBe('张三154****1234、李四029-****4321,91610104MA6U12345X,2020-03-24')
    expect(await shown('contactPhone')).not.toMatch(/\d{5}/)
    const before = (await reveals()).length
    expect((await reveal('command', cellTextId!)).data!.revealPhone.phone).toBe(text)
    expect((await reveal('squad 1', cellTextId!)).errors![0]!.extensions.code).toBe('NOT_FOUND')
    expect((await reveals()).slice(before)).toMatchObject([{ subjectType: 'CellText' }])
  })

  test('are kept where a form sends them as they were shown, and refused where they are masked otherwise', async () => {
    const { command } = own.viewers
    const save = (phone: string) => ({ enterpriseId, contacts: [{ kind: 'OWNER', name: '马六六', phone }] })
    await command.change('updateEnterprise', save(masked), 'enterprise { id }')
    expect(await db.contact.findFirstOrThrow({ where: { name: '马六六' } })).toMatchObject({ phone: number })
    expect(await command.refusedChange('updateEnterprise', save('139****9999'))).toMatchObject({
      code: 'INVALID',
      field: 'input.contacts.0.phone',
    })
    const { squadId } = own.ids
    const squad = await db.squad.findUniqueOrThrow({ where: { id: own.union.squads[0].squadId! } })
    await command.change('updateSquad', { squadId, phone: maskPhone(squad.phone) }, 'squad { id }')
    expect(await db.squad.findUniqueOrThrow({ where: { id: squad.id } })).toMatchObject({ phone: squad.phone })
  })

  test('are found whole, and their masked digits are not guessed by a search', async () => {
    const count = async (search: string) =>
      (
        await ask<{ enterprises: { totalCount: number } }>(
          'command',
          `{ enterprises(search: "${search}") { totalCount } }`,
        )
      ).data!.enterprises.totalCount
    const before = (await reveals()).length
    expect(await count(number)).toBe(1)
    expect((await reveals()).slice(before)).toMatchObject([
      { list: 'ENTERPRISES', rows: 1, filter: { search: number }, accountId: own.union.command.accountId },
    ])
    for (const part of ['1540', '1540000', '00001', '15400001', '00001234', '1540000123', '15400001235'])
      expect([part, await count(part)]).toEqual([part, 0])
    expect(await reveals()).toHaveLength(before + 1)
  })
})

describe('a phone number that is compared with those of likely doubles', () => {
  type Likely = { likelyDoubles: { reasons: string[] }[] }
  const reasons = async (viewer: 'command' | 'squad 1', phone: string) => {
    const { name } = await db.enterprise.findUniqueOrThrow({ where: { id: own.union.enterprises[0] } })
    const query = `{ likelyDoubles(name: "${name}", phones: ["${phone}"]) { reasons } }`
    return (await ask<Likely>(viewer, query)).data!.likelyDoubles.flatMap((each) => each.reasons)
  }

  test('is known as the same to the command centre alone, and the audit has it as one that was shown', async () => {
    const before = (await reveals()).length
    expect(await reasons('command', number)).toEqual(['SAME_PHONE'])
    expect((await reveals()).slice(before)).toMatchObject([
      { subjectType: 'Enterprise', subjectId: own.union.enterprises[0] },
    ])
    expect(await reasons('command', '15400001235')).not.toContain('SAME_PHONE')
    const [right, wrong] = [await reasons('squad 1', number), await reasons('squad 1', '15400001235')]
    expect(right).toEqual(wrong)
    expect(right).not.toContain('SAME_PHONE')
    expect(await reveals()).toHaveLength(before + 1)
  })
})

describe('the phone numbers of the stops of a day', () => {
  const query = (squadId: string) =>
    `{ phonesOfStops(squadId: "${squadId}", on: "${localDate(new Date())}") { contactId phone } }`
  type Numbers = { phonesOfStops: { phone: string }[] }

  test('come whole to the squad that goes there, and the fetch is in the audit with their number', async () => {
    const { squadId } = own.ids
    const { data } = await ask<Numbers>('squad 1', query(squadId!))
    expect(data!.phonesOfStops.map(({ phone }) => phone)).toEqual([number])
    expect((await reveals()).at(-1)).toMatchObject({
      list: 'STOPS',
      rows: 1,
      accountId: own.union.squads[0].accountId,
      filter: { squadId, on: localDate(new Date()) },
    })
    expect((await ask('squad 2', query(squadId!))).errors![0]!.extensions.code).toBe('NOT_FOUND')
    expect((await ask('tax', query(squadId!))).errors![0]!.extensions.code).toBe('FORBIDDEN')
  })
})

describe('an exported list', () => {
  test('has masked numbers, and whole ones for a reason that the audit has', async () => {
    const { token } = own.viewers.command
    expect((await exportedLines(app, token, 'ENTERPRISES')).join()).toContain(masked)
    const lines = await exportedLines(app, token, 'ENTERPRISES', { args: 'phonesFor: "疫情排查逐一致电"' })
    expect(lines.join()).toContain(number)
    expect(await db.auditEntry.findMany({ where: { reason: { not: '' } }, orderBy: { id: 'asc' } })).toMatchObject([
      { kind: 'EXPORT', list: 'ENTERPRISES', reason: '疫情排查逐一致电' },
      { kind: 'DOWNLOAD', list: 'ENTERPRISES', reason: '疫情排查逐一致电', rows: lines.length - 1 },
    ])
    const reason = { args: 'phonesFor: "试试"' }
    expect(await exportLink(app, own.viewers['squad 1'].token, 'SQUADS', reason)).toMatchObject({ code: 'FORBIDDEN' })
    expect(await exportLink(app, token, 'VISITS', reason)).toMatchObject({ code: 'INVALID', field: 'phonesFor' })
  })
})

test('a link for an issue gives an agency the number to call, and the audit has each opening', async () => {
  const issueId = await aSpokenIssue(own.union)
  const { secret } = await makeLink(own.viewers.command, issueId, own.union.tax.agencyId)
  const entries = () => db.auditEntry.count({ where: { kind: 'REVEAL', subjectType: 'Contact' } })
  const before = await entries()
  const { data } = await holderOf(app).open(secret)
  expect(data!.openIssueLink).toMatchObject({ contactPhone: number })
  expect(await entries()).toBe(before + 1)
  const enterprise = await makeLink(own.viewers.command, issueId)
  expect((await holderOf(app).open(enterprise.secret)).data!.openIssueLink).toMatchObject({ contactPhone: null })
  expect(await entries()).toBe(before + 1)
})
