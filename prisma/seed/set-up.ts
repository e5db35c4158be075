import { createAgency } from '#server/modules/agencies/create.ts'
import { createCampaign } from '#server/modules/campaigns/create.ts'
import { setUpAccount } from '#server/modules/people/set-up.ts'
import { createPolicyDocument } from '#server/modules/policy-documents/create.ts'
import { setReplyTemplates } from '#server/modules/reply-templates/set.ts'
import { createEnterprises } from '#server/modules/rosters/set-up.ts'
import { createSquad } from '#server/modules/squads/create.ts'
import { createSupplyItem } from '#server/modules/supplies/create-item.ts'
import { createSupplier } from '#server/modules/supplies/create-supplier.ts'
import { createUnion } from '#server/modules/unions/set-up.ts'
import { createZone } from '#server/modules/zones/create.ts'
import type { Actor } from '#server/platform/context.ts'
import { clientIdOf } from './client-id.ts'
import { itemCode } from './names.ts'
import type { AccountPlan, EnterprisePlan, SetupPlan } from './plan.ts'
import type { Cast } from './play.ts'
import { replyTemplates } from './reply-templates.ts'
import { dateOf } from './timeline.ts'

type Made = {
  [kind in 'union' | 'zone' | 'squad' | 'agency' | 'enterprise' | 'item' | 'supplier']: Map<string, string>
}

/** Makes what is there before the first event of the history, and answers with who acts in it. */
export async function setUpArticle(setup: SetupPlan, today: string, password: string): Promise<Cast> {
  const made = await setUpUnions(setup)
  const unionId = made.union.get('beiyuanmen')!
  const actors = new Map<string, Actor>()
  const account = async (plan: AccountPlan) => actors.set(plan.username, await setUpActor(plan, made, password))
  const [command, ...others] = setup.accounts
  await account(command!)
  await setUpSquads(actors.get('command')!, setup, made)
  const enterprises = await createEnterprises(
    unionId,
    setup.enterprises.map((each) => newEnterprise(each, made)),
  )
  setup.enterprises.forEach(({ key }, index) => {
    made.enterprise.set(key, enterprises[index]!)
  })
  for (const plan of others) await account(plan)
  const { firstDay, lastDay, ...campaign } = setup.campaign
  await createCampaign(actors.get('command')!, {
    clientId: clientIdOf('campaign'),
    ...campaign,
    startsOn: dateOf(firstDay, today),
    endsOn: dateOf(lastDay, today),
    enterpriseIds: setup.hundred.map(({ enterprise }) => made.enterprise.get(enterprise)!),
  })
  await setUpSupplies(actors.get('command')!, setup, made)
  for (const { key, title, issuer } of setup.policies) {
    await createPolicyDocument(actors.get('command')!, { clientId: clientIdOf(`document ${key}`), title, issuer })
  }
  await setReplyTemplates(actors.get('command')!, {
    clientId: clientIdOf('reply templates'),
    templates: replyTemplates,
  })
  return {
    actor: (username) => actors.get(username)!,
    squad: (number) => made.squad.get(String(number))!,
    agency: (code) => made.agency.get(code)!,
    enterprise: (key) => made.enterprise.get(key)!,
    item: (key) => made.item.get(key)!,
    supplier: (key) => made.supplier.get(key)!,
  }
}

async function setUpUnions(setup: SetupPlan): Promise<Made> {
  const made: Made = {
    union: new Map(),
    zone: new Map(),
    squad: new Map(),
    agency: new Map(),
    enterprise: new Map(),
    item: new Map(),
    supplier: new Map(),
  }
  for (const { key, name, kind, parent } of setup.unions) {
    const parentId = parent && made.union.get(parent)
    made.union.set(key, await createUnion({ name, level: kind, parentId }))
  }
  return made
}

async function setUpSquads(command: Actor, { zones, agencies, squads }: SetupPlan, made: Made): Promise<void> {
  for (const { key, name } of zones) {
    const { leader } = squads.find(({ zone }) => zone === key)!
    const { subjectId } = await createZone(command, {
      clientId: clientIdOf(`zone ${key}`),
      name,
      cadreName: leader.name,
      cadreTitle: leader.title,
      cadrePhone: leader.phone,
    })
    made.zone.set(key, subjectId!)
  }
  for (const { code, name, aliases } of agencies) {
    const agency = { kind: code, name, aliases }
    const { subjectId } = await createAgency(command, { clientId: clientIdOf(`agency ${code}`), ...agency })
    made.agency.set(code, subjectId!)
  }
  for (const { number, leader, members, zone } of squads) {
    const { subjectId } = await createSquad(command, {
      clientId: clientIdOf(`squad ${number}`),
      number,
      cadreName: leader.name,
      cadreTitle: leader.title,
      phone: leader.phone,
      zoneIds: [made.zone.get(zone)!],
      members: members.map(({ name, duties, phone, agency }) => ({
        name,
        duties,
        phone,
        agencyId: made.agency.get(agency)!,
      })),
    })
    made.squad.set(String(number), subjectId!)
  }
}

function newEnterprise(plan: EnterprisePlan, made: Made) {
  const { name, creditCode, address, industry, headcount, zone, owner, unionChair, healthContact } = plan
  return {
    name,
    creditCode,
    address,
    industry,
    headcount,
    zoneId: made.zone.get(zone)!,
    contacts: [
      { kind: 'OWNER' as const, ...owner },
      ...(unionChair ? [{ kind: 'UNION_CHAIR' as const, ...unionChair }] : []),
      { kind: 'HEALTH' as const, ...healthContact },
    ],
  }
}

async function setUpSupplies(command: Actor, { items, suppliers }: SetupPlan, made: Made): Promise<void> {
  for (const { key, name, nameEn, unit, unitEn, grams } of items) {
    const kgPerUnit = grams === null ? null : grams / 1000
    const item = { code: itemCode(key), name, nameEn, unit, unitEn, kgPerUnit }
    const { subjectId } = await createSupplyItem(command, { clientId: clientIdOf(`item ${key}`), ...item })
    made.item.set(key, subjectId!)
  }
  for (const { key, firm, name, phone, items: offers } of suppliers) {
    const { subjectId } = await createSupplier(command, {
      clientId: clientIdOf(`supplier ${key}`),
      name: firm,
      contact: name,
      phone,
      items: offers.map(({ item, perDay }) => ({ itemId: made.item.get(item)!, capacity: perDay })),
    })
    made.supplier.set(key, subjectId!)
  }
}

async function setUpActor(plan: AccountPlan, made: Made, password: string): Promise<Actor> {
  const { username, role, name: displayName, union, squad, agency, enterprise, zone } = plan
  const unionId = made.union.get(union)!
  const of = {
    squadId: squad === undefined ? null : made.squad.get(String(squad))!,
    agencyId: agency === undefined ? null : made.agency.get(agency)!,
    enterpriseId: enterprise === undefined ? null : made.enterprise.get(enterprise)!,
    zoneId: zone === undefined ? null : made.zone.get(zone)!,
  }
  const accountId = await setUpAccount(unionId, { username, displayName, role, ...of, password })
  const rank = role === 'COMMAND' ? 'CHAIR' : null
  const unionIds = role === 'DISTRICT' ? [made.union.get('beiyuanmen')!] : [unionId]
  return {
    accountId,
    sessionId: accountId,
    username,
    displayName,
    role,
    rank,
    unionId,
    unionIds,
    ...of,
    linkId: null,
    mustChangePassword: false,
    scopes: [],
  }
}
