import { afterAll, beforeAll, expect, it } from 'vitest'
import { practiceCreditCode } from '#prisma/seed/credit-code.ts'
import { tallyDifferences } from '#server/board/verify-tallies.ts'
import { db } from '#server/postgres/db.ts'
import { runDrill } from '#tests/drill/drill.ts'
import { readOptions } from '#tests/drill/options.ts'
import { startTestApp, type TestApp, testPassword } from '#tests/setup/app.ts'
import { day } from '#tests/setup/days.ts'
import { anAccount, aUnion } from '#tests/setup/factories.ts'

let app: TestApp
let unionId: string

beforeAll(async () => {
  app = await startTestApp()
  unionId = (await aUnion()).id
  await anAccount(unionId, { username: 'command' })
})
afterAll(() => app.close())

const options = (toEnd: boolean) => ({
  ...readOptions({
    url: app.url,
    speed: undefined,
    rate: '60',
    squads: '1,2',
    seed: '1',
    for: '6',
    'to-end': toEnd,
  }),
  password: testPassword,
})
const drill = (toEnd = false) => runDrill(options(toEnd), () => {})

it('plays a campaign that was set up by the deeds of the desk: its own squads, list and suppliers', async () => {
  const token = await app.signInAs('command')
  type Made = { id: string }
  const make = async <T>(mutation: string, input: object, fields: string): Promise<T> => {
    const answer = await app.change<object>(token, mutation, input, fields)
    if (!answer.data) throw new Error(JSON.stringify(answer.errors))
    return answer.data[mutation] as T
  }
  for (const number of [1, 2]) {
    const cadre = { cadreName: '王建国', cadreTitle: '副主任', phone: '13800000000' }
    const { squad } = await make<{ squad: Made }>(
      'createSquad',
      { number, ...cadre, zoneIds: [], members: [] },
      'squad { id }',
    )
    const account = { username: `squad${number}`, displayName: '小分队', role: 'SQUAD', squadId: squad.id }
    await make('createAccount', { ...account, password: testPassword }, 'account { id }')
  }
  // each squad has chosen a password of its own by now
  await db.account.updateMany({ data: { mustChangePassword: false } })
  await expect(drill()).rejects.toThrow('The union has no campaign with a list')
  const enterpriseIds: string[] = []
  for (const n of [1, 2, 3, 4]) {
    const identity = { name: `北院门第${n}号商店`, creditCode: practiceCreditCode(45_000 + n), address: '西大街' }
    const entry = { ...identity, industry: '餐饮', headcount: 12, contacts: [] }
    enterpriseIds.push((await make<{ enterprise: Made }>('createEnterprise', entry, 'enterprise { id }')).enterprise.id)
  }
  const campaign = { title: '走访', target: 4, startsOn: day(0), endsOn: day(9), enterpriseIds }
  await make('createCampaign', campaign, 'campaign { id }')
  const mask = { code: 'MASK', name: '口罩', nameEn: 'Masks', unit: '个', unitEn: 'pcs' }
  const { supplyItem } = await make<{ supplyItem: Made }>('createSupplyItem', mask, 'supplyItem { id }')
  const items = [{ itemId: supplyItem.id, capacity: 5000 }]
  await make('createSupplier', { name: '口罩厂', contact: '孙厂长', phone: '13600000000', items }, 'supplier { id }')

  const { mutations, refused } = await drill()
  expect(refused).toEqual({})
  expect(mutations).toBeGreaterThan(20)
  const visited = await db.visit.findMany({
    where: { unionId, outcome: 'DONE', counts: true },
    include: { squad: true },
  })
  expect(new Set(visited.map(({ squad }) => squad.number))).toEqual(new Set([1, 2]))
  expect(await db.supplyOrder.count({ where: { unionId } })).toBeGreaterThan(0)
  expect(await tallyDifferences(unionId)).toEqual([])
  await expect(drill(true)).rejects.toThrow('does not hold the practice data')
}, 120_000)
