import { randomUUID } from 'node:crypto'
import type { Scope, SessionKind } from '#codegen/prisma/enums.ts'
import { practiceCreditCode } from '#prisma/seed/credit-code.ts'
import { createCampaign } from '#server/modules/campaigns/create.ts'
import { createEnterprise } from '#server/modules/enterprises/create.ts'
import type { NewAccount } from '#server/modules/people/new-account.ts'
import { actorOf, openSession } from '#server/modules/people/sessions.ts'
import { setUpAccount } from '#server/modules/people/set-up.ts'
import { createUnion } from '#server/modules/unions/set-up.ts'
import type { Actor } from '#server/platform/context.ts'
import { db } from '#server/postgres/db.ts'
import { testPassword } from './app.ts'
import { createSquads, createZones } from './organisation.ts'

let serial = 0

/** A sub-district union with its stream, one zone, and the account `command` of its own that the other factories use. */
export async function aUnion(
  given: { name?: string; level?: 'DISTRICT' | 'SUBDISTRICT'; parentId?: string } = {},
): Promise<{ id: string; zoneId: string }> {
  serial += 1
  const id = await createUnion({ name: `第${serial}街道总工会`, level: 'SUBDISTRICT', ...given })
  const [zoneId] = await createZones(id, ['一片区'])
  return { id, zoneId: zoneId! }
}

/** An account with `testPassword`; COMMAND where no role is given. */
export async function anAccount(
  unionId: string,
  given: Partial<NewAccount> = {},
): Promise<{ id: string; username: string }> {
  serial += 1
  const account = { username: `user${serial}`, displayName: `用户${serial}`, role: 'COMMAND' as const, ...given }
  return { id: await setUpAccount(unionId, { ...account, password: testPassword }), username: account.username }
}

/** The actor behind an account, by a session of its own that outlasts any clock which a test sets. */
export async function anActor(accountId: string): Promise<Actor> {
  const actor = (await actorOf(await aSecret(accountId)))!
  const farAhead = new Date('2099-12-31T00:00:00Z')
  await db.session.update({ where: { id: actor.sessionId }, data: { usedAt: farAhead, expiresAt: farAhead } })
  return actor
}

/** What the holder of a new session of the account shows; a session of the kind TOKEN opens its scopes. */
export async function aSecret(
  accountId: string,
  given: { kind?: SessionKind; scopes?: Scope[] } = {},
): Promise<string> {
  const { unionId } = await db.account.findUniqueOrThrow({ where: { id: accountId } })
  return openSession({ unionId, accountId, kind: 'BROWSER', ...given })
}

/** A squad with one member, or with the members who are named. */
export async function aSquad(
  unionId: string,
  { names = ['李敏'], ...given }: { number?: number; zoneIds?: string[]; names?: string[] } = {},
): Promise<string> {
  serial += 1
  const [id] = await createSquads(unionId, [
    {
      number: serial,
      cadreName: '王建国',
      cadreTitle: '街道办事处副主任',
      phone: '15400000001',
      zoneIds: [],
      members: names.map((name) => ({ name, duties: ['GUIDE' as const], phone: '15400000002', agencyId: null })),
      ...given,
    },
  ])
  return id!
}

/** A campaign whose period holds every day on which tests visit, with these enterprises on its list. */
export async function aCampaign(
  command: Actor,
  enterpriseIds: string[],
  given: { title?: string; target?: number; startsOn?: string; endsOn?: string } = {},
): Promise<string> {
  const days = { startsOn: '2020-01-01', endsOn: '2099-12-31' }
  const campaign = { title: '深入百家企业', target: 100, ...days, enterpriseIds, ...given }
  return (await createCampaign(command, { clientId: randomUUID(), ...campaign })).subjectId!
}

/** An enterprise, entered by the command centre. */
export async function anEnterprise(command: Actor, given: { name?: string; zoneId?: string } = {}): Promise<string> {
  serial += 1
  const { subjectId } = await createEnterprise(command, {
    clientId: randomUUID(),
    name: `第${serial}号企业`,
    creditCode: practiceCreditCode(20_000 + serial),
    address: '北院门街道',
    industry: '餐饮',
    headcount: 12,
    ...given,
  })
  return subjectId!
}
