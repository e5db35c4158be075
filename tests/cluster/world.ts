import { practiceCreditCode } from '#prisma/seed/credit-code.ts'
import { setUpAccount } from '#server/modules/people/set-up.ts'
import { createUnion } from '#server/modules/unions/set-up.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, openDb } from '#server/postgres/db.ts'
import { createSquads, createZones } from '#tests/setup/organisation.ts'
import { change, signIn } from './api.ts'
import type { Cluster } from './cluster.ts'

const password = 'for-chaos-only'
let serial = 0

/** A union with those who change it and a token for those who watch it. */
export type ChaosUnion = {
  id: string
  /** The usernames of the command centre and of a squad, and a session of each. */
  names: { command: string; squad: string }
  command: string
  squad: string
  watcher: string
  enterpriseId: string
  itemId: string
}

/** That many unions, made as an operator makes them, with sessions taken through the rules. */
export async function aWorld(
  { database, front }: Pick<Cluster, 'database' | 'front'>,
  unions: number,
): Promise<ChaosUnion[]> {
  openDb(database, 4)
  try {
    const made: ChaosUnion[] = []
    for (let i = 0; i < unions; i++) made.push(await aChaosUnion(front.url))
    return made
  } finally {
    await closeDb()
  }
}

/** Another session of an account of the world. */
export const anotherSession = (url: string, username: string): Promise<string> => signIn(url, username, password)

async function aChaosUnion(url: string): Promise<ChaosUnion> {
  serial += 1
  const id = await createUnion({ name: `第${serial}街道总工会`, level: 'SUBDISTRICT' })
  const zoneIds = await createZones(id, ['一片区'])
  const named = { cadreName: '王建国', cadreTitle: '副主任', phone: '15400000001', members: [] }
  const [squadId] = await createSquads(id, [{ number: 1, zoneIds, ...named }])
  const names = { command: `chaos-command-${serial}`, squad: `chaos-squad-${serial}` }
  const account = (username: string) => ({ username, displayName: username, password })
  await setUpAccount(id, { ...account(names.command), role: 'COMMAND' })
  await setUpAccount(id, { ...account(names.squad), role: 'SQUAD', squadId })
  const integrator = { username: `chaos-watcher-${serial}`, displayName: '', password: null }
  const accountId = globalId('Account', await setUpAccount(id, { ...integrator, role: 'INTEGRATOR' }))
  const [command, squad] = await Promise.all([signIn(url, names.command, password), signIn(url, names.squad, password)])
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  const token = { accountId, name: 'chaos', scopes: ['BOARD', 'ISSUES', 'SUPPLIES'], expiresOn: tomorrow }
  const { secret } = await change(url, command, 'createToken', token, 'secret')
  const about = { name: '第一号企业', creditCode: practiceCreditCode(serial), address: '', industry: '', headcount: 1 }
  const zoneId = globalId('Zone', zoneIds[0]!)
  const { enterprise } = await change(url, command, 'createEnterprise', { ...about, zoneId }, 'enterprise { id }')
  const masks = { code: 'MASK', name: '口罩', nameEn: 'mask', unit: '个', unitEn: 'piece' }
  const { supplyItem } = await change(url, command, 'createSupplyItem', masks, 'supplyItem { id }')
  return { id, names, command, squad, watcher: secret, enterpriseId: enterprise.id, itemId: supplyItem.id }
}
