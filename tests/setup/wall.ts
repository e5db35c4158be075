import { randomUUID } from 'node:crypto'
import type { IssueKind } from '#codegen/prisma/enums.ts'
import { openIssue } from '#server/modules/issues/open.ts'
import { createSupplyItem } from '#server/modules/supplies/create-item.ts'
import type { Actor } from '#server/platform/context.ts'
import { aCampaign, anAccount, anActor, anEnterprise, aSquad, aUnion } from './factories.ts'

const longName = (n: number) => `陕西北院门第${n}号生物医药科技股份有限公司西安莲湖分公司`

const longTitle = '职工返岗后住处被房东拒租,三十七名外地职工无处落脚,影响本周全面复工'

const items = [
  { code: 'MASK', name: '口罩', nameEn: 'Masks', unit: '个', unitEn: 'pieces' },
  { code: 'THERMOMETER', name: '测温枪', nameEn: 'Thermometers', unit: '支', unitEn: 'pieces' },
  { code: 'ALCOHOL', name: '酒精', nameEn: 'Alcohol', unit: '斤', unitEn: 'jin', kgPerUnit: 0.5 },
  { code: 'DISINFECTANT', name: '消毒液', nameEn: 'Disinfectant', unit: '斤', unitEn: 'jin', kgPerUnit: 0.5 },
]

/** A union whose wall is full: ten squads, a hundred enterprises with long names, four items, issues to fill a panel. */
export type WallUnion = {
  unionId: string
  command: { actor: Actor; username: string }
  squads: Actor[]
  enterprises: string[]
  items: string[]
}

/** Makes it, through the rules. */
export async function aWallUnion(listed = 100): Promise<WallUnion> {
  const { id: unionId, zoneId } = await aUnion({ name: '西安市莲湖区北院门街道总工会' })
  const account = await anAccount(unionId)
  const actor = await anActor(account.id)
  const squads: Actor[] = []
  for (let number = 1; number <= 10; number++) {
    const squadId = await aSquad(unionId, { number, zoneIds: number === 1 ? [zoneId] : [] })
    squads.push(await anActor((await anAccount(unionId, { role: 'SQUAD', squadId })).id))
  }
  const enterprises: string[] = []
  for (let n = 1; n <= listed; n++) enterprises.push(await anEnterprise(actor, { name: longName(n) }))
  const title = '深入百家企业、助力复工复产'
  await aCampaign(actor, enterprises, { title, target: listed })
  const itemIds: string[] = []
  for (const item of items) {
    itemIds.push((await createSupplyItem(actor, { clientId: randomUUID(), ...item })).subjectId!)
  }
  for (const [index, kind] of (['BLOCKAGE', 'DIFFICULTY', 'HARD_POINT', 'SUGGESTION'] as const).entries()) {
    await anIssue(actor, enterprises[index]!, longTitle, kind)
  }
  return { unionId, command: { actor, username: account.username }, squads, enterprises, items: itemIds }
}

/** An issue, heard of by phone. */
export const anIssue = (actor: Actor, enterpriseId: string, title: string, kind: IssueKind = 'DIFFICULTY') =>
  openIssue(actor, {
    clientId: randomUUID(),
    enterpriseId,
    kind,
    category: 'RENT',
    severity: 'MEDIUM',
    source: 'CALL',
    title,
  })
