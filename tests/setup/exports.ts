import { randomUUID } from 'node:crypto'
import type { Scope } from '#codegen/prisma/enums.ts'
import { practiceCreditCode } from '#prisma/seed/credit-code.ts'
import { createPolicyDocument } from '#server/modules/policy-documents/create.ts'
import { localDate, runAt } from '#server/platform/clock.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import type { TestApp } from './app.ts'
import { anAccount } from './factories.ts'
import {
  acceptSupply,
  assignIssue,
  cancelSupply,
  closeIssue,
  dispatchSupply,
  mutate,
  openIssue,
  orderSupply,
  planVisit,
  receiveSupply,
  recordVisit,
  setResumption,
  skipVisit,
  updateEnterprise,
} from './mutations.ts'
import { aSmallUnion, type SmallUnion } from './small-union.ts'

/** When everything of the exported union happened: at noon in Xi’an, which a workbook holds exactly. */
export const exportedAt = new Date('2020-03-24T12:00:00+08:00')

/** The credit codes of the two enterprises. */
export const codes = [practiceCreditCode(70_001), practiceCreditCode(70_002)] as const

/**
 * A union of two enterprises, both of the hundred, with one or two rows of every list: a finished visit and a skipped
 * stop, a closed issue and one that the enterprise reported, an order that is under way and one that is cancelled.
 */
export async function anExportedUnion(): Promise<SmallUnion> {
  const union = await runAt(exportedAt, () => aSmallUnion(2))
  await runAt(exportedAt, () => fill(union))
  return union
}

async function fill({ unionId, command, squads, owner, tax, enterprises, mask, alcohol, supplier }: SmallUnion) {
  const [squad] = squads
  const [first, second] = enterprises
  await db.squad.update({ where: { id: squad.squadId! }, data: { number: 1 } })
  await db.squad.update({ where: { id: squads[1].squadId! }, data: { number: 2 } })
  const zone = await db.zone.findFirstOrThrow({ where: { unionId } })
  await updateEnterprise(command, first, {
    name: '回坊食品',
    creditCode: codes[0],
    address: '=HYPERLINK("x")',
    industry: '零售',
    headcount: 36,
    zoneId: globalId('Zone', zone.id),
    contacts: [
      { kind: 'OWNER', name: '张三', phone: '15400000001' },
      { kind: 'HEALTH', name: '王五', phone: '' },
    ],
  })
  await updateEnterprise(command, second, { name: '钟楼百货', creditCode: codes[1], address: '-西大街' })
  await setResumption(command, [first], 'RESUMED', { on: '2020-03-20' })
  await recordVisit(squad, first, new Date('2020-03-24T09:30:00+08:00'), { followUp: '@三日内会商' })
  await skipVisit(squad, (await planVisit(squad, second, { agreedTime: '09:30' })).id, { reason: '+封闭' })
  const spoken = { kind: 'BLOCKAGE', category: 'RENT', evidence: '租约', saidBy: '店长' }
  const issue = await openIssue(squad, first, { ...spoken, title: '房东拒租' })
  await assignIssue(command, issue.id, tax)
  await closeIssue(command, issue.id, { closingNote: '已减租' })
  const reported = { kind: 'SUGGESTION', severity: 'LOW', source: 'ENTERPRISE', saidBy: '老板', title: '早日复工' }
  await openIssue(owner, first, reported)
  const chosen = { reserved: 300, supplierId: globalId('Supplier', supplier) }
  const { id: order } = await orderSupply(command, first, mask, chosen)
  await dispatchSupply(command, order, 200)
  await receiveSupply(command, order, 100)
  await acceptSupply(command, order, 50)
  await cancelSupply(command, (await orderSupply(command, second, alcohol, { requested: 15 })).id)
  await createPolicyDocument(command, { clientId: randomUUID(), title: '一本通', issuer: '税务局' })
}

/** Sessions of every kind of viewer of a union, by names of their own. */
export async function exportTokens(app: TestApp, union: SmallUnion) {
  const { unionId, squads, tax, owner } = union
  const token = async (given: Parameters<typeof anAccount>[1]) =>
    app.signInAs((await anAccount(unionId, given)).username)
  const integrator = async (...scopes: Scope[]) => {
    const input = {
      accountId: globalId('Account', union.integrator().accountId),
      name: scopes.join(' '),
      scopes,
      expiresOn: localDate(new Date(Date.now() + 86_400_000)),
    }
    return (await mutate<{ secret: string }>(union.command, 'createToken', input, 'secret')).secret
  }
  return {
    command: await token({ role: 'COMMAND' }),
    squad: await token({ role: 'SQUAD', squadId: squads[0].squadId }),
    otherSquad: await token({ role: 'SQUAD', squadId: squads[1].squadId }),
    agency: await token({ role: 'AGENCY', agencyId: tax.agencyId }),
    enterprise: await token({ role: 'ENTERPRISE', enterpriseId: owner.enterpriseId }),
    wall: await token({ role: 'WALL' }),
    watching: await integrator('BOARD'),
    working: await integrator('VISITS', 'ISSUES', 'SUPPLIES'),
    reading: await integrator('ENTERPRISES', 'VISITS', 'ISSUES', 'SUPPLIES'),
  }
}

/** Who exports, by the names of `exportTokens`. */
export type Exporter = keyof Awaited<ReturnType<typeof exportTokens>>

type Link = { url: string; expiresAt: string; fileName: string }

/** A link to a list as a file, or the code of the refusal. */
export async function exportLink(
  app: TestApp,
  token: string,
  list: string,
  {
    language = 'en',
    format = 'CSV',
    args = '',
  }: { language?: 'zh' | 'en'; format?: 'CSV' | 'XLSX'; args?: string } = {},
): Promise<Link | { code: string; field?: string }> {
  const query = `{ exportList(list: ${list}, format: ${format}${args && `, ${args}`}) { url expiresAt fileName } }`
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': language, authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  })
  type Body = { data?: { exportList: Link } | null; errors?: { extensions: { code: string; field?: string } }[] }
  const { data, errors } = (await response.json()) as Body
  return errors ? errors[0]!.extensions : data!.exportList
}

/** The lines of an exported CSV, its header first. */
export async function exportedLines(...args: Parameters<typeof exportLink>): Promise<string[]> {
  const link = await exportLink(...args)
  if (!('url' in link)) throw new Error(JSON.stringify(link))
  const response = await fetch(link.url)
  const text = await response.text()
  if (response.status !== 200) throw new Error(`${response.status} ${text}`)
  return text.replace('\uFEFF', '').trim().split('\r\n')
}
