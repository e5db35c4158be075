import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { practiceCreditCode } from '#prisma/seed/credit-code.ts'
import { createEnterprise } from '#server/modules/enterprises/create.ts'
import { openIssue } from '#server/modules/issues/open.ts'
import { createSupplyItem } from '#server/modules/supplies/create-item.ts'
import { planVisit } from '#server/modules/visits/plan.ts'
import { localDate } from '#server/platform/clock.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, openDb } from '#server/postgres/db.ts'
import { startPostgres } from '#server/postgres/embedded.ts'
import { migrate } from '#server/postgres/migrate.ts'
import { aCampaign, anAccount, anActor, aSquad, aUnion } from '#tests/setup/factories.ts'
import { temporaryFolder } from '#tests/setup/folder.ts'

/** A PostgreSQL with one union in it, made through the rules, that all contestants of a benchmark work on. */
export type World = {
  url: string
  /** The folder of PostgreSQL's files. */
  dataDir: string
  unionId: string
  /** Its accounts of the command centre sign in with `testPassword`. */
  command: { id: string; username: string }
  integrator: string
  /** Global ids. */
  enterprises: string[]
  stop: () => Promise<void>
}

const squadCount = 10
const today = localDate(new Date())

/** Starts it; `stop` ends the database and removes its files. */
export async function startWorld(enterpriseCount = 200): Promise<World> {
  const folder = await temporaryFolder()
  const postgres = await startPostgres(folder)
  const stop = async () => {
    await closeDb()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await migrate(postgres.ownerUrl)
    openDb(postgres.ownerUrl)
    return { url: postgres.ownerUrl, dataDir: join(folder, 'postgres'), stop, ...(await fill(enterpriseCount)) }
  } catch (error) {
    await stop()
    throw error
  }
}

async function fill(enterpriseCount: number): Promise<Omit<World, 'url' | 'dataDir' | 'stop'>> {
  const { id: unionId, zoneId } = await aUnion()
  const command = await anAccount(unionId)
  const actor = await anActor(command.id)
  const { id: integrator } = await anAccount(unionId, { role: 'INTEGRATOR' })
  const squads: string[] = []
  for (let i = 0; i < squadCount; i++) squads.push(await aSquad(unionId))
  const change = () => ({ clientId: randomUUID() })
  const enterprises: string[] = []
  for (let i = 1; i <= enterpriseCount; i++) {
    const identity = { name: `第${i}号企业`, creditCode: practiceCreditCode(i), address: '北院门街道' }
    const made = { ...change(), ...identity, industry: '餐饮', headcount: i, zoneId }
    enterprises.push((await createEnterprise(actor, made)).subjectId!)
  }
  await aCampaign(actor, enterprises.slice(0, 100))
  await createSupplyItem(actor, {
    ...change(),
    code: 'MASK',
    name: '口罩',
    nameEn: 'mask',
    unit: '个',
    unitEn: 'piece',
  })
  for (const [i, enterpriseId] of enterprises.slice(0, 30).entries()) {
    await planVisit(actor, { ...change(), squadId: squads[i % squadCount]!, enterpriseId, plannedOn: today })
    await openIssue(actor, { ...change(), ...anIssue, enterpriseId })
  }
  return { unionId, command, integrator, enterprises: enterprises.map((id) => globalId('Enterprise', id)) }
}

/** What an issue is opened with besides its enterprise. */
export const anIssue = {
  kind: 'DIFFICULTY',
  category: 'RENT',
  severity: 'HIGH',
  source: 'CALL',
  title: '房东拒租',
} as const
