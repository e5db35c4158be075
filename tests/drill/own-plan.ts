import { articlePlan } from '#prisma/seed/article.ts'
import { itemCode } from '#prisma/seed/names.ts'
import type { ArticlePlan, ContactPlan, EnterprisePlan, HundredPlan, SupplierPlan } from '#prisma/seed/plan.ts'
import type { Api } from './api.ts'
import { readAll } from './world.ts'

type Contact = ContactPlan & { kind: string }
type Row = Pick<EnterprisePlan, 'name' | 'creditCode' | 'address' | 'industry' | 'headcount'> & { contacts: Contact[] }

/**
 * What can be played on a union that was set up by hand: its squads visit its own campaign's list, and its enterprises order
 * from its own suppliers. There is no history, and nothing that the day must come to.
 */
export async function ownPlan(api: Api): Promise<ArticlePlan> {
  const fields = 'creditCode name address industry headcount contacts { kind name phone }'
  const { campaign, squads } = await api.query(
    '{ campaign { entries { position enterprise { creditCode } } } squads { number } }',
  )
  if (!campaign?.entries.length || !squads.length) {
    throw new Error('The union has no campaign with a list, or no squads: set them up at /desk/set-up.')
  }
  const numbers = (squads as { number: number }[]).map(({ number }) => number)
  const enterprises = (await readAll(api, 'enterprises', fields)).map(enterpriseOf)
  const listed = campaign.entries as { position: number; enterprise: { creditCode: string } }[]
  const hundred: HundredPlan[] = listed.map(({ position, enterprise }, index) => ({
    position,
    enterprise: enterprise.creditCode,
    squad: numbers[index % numbers.length]!,
  }))
  const rest = { command: [], squads: numbers.map((squad) => ({ squad, actions: [] })) }
  const { setup, ...article } = articlePlan()
  return { ...article, setup: { ...setup, enterprises, hundred, suppliers: await suppliersOf(api) }, history: [], rest }
}

/** An enterprise of the register; whoever is not known in it is called after the post. */
function enterpriseOf({ name, creditCode, address, industry, headcount, contacts }: Row): EnterprisePlan {
  const contactOf = (kind: string) => contacts.find((each) => each.kind === kind) ?? null
  const owner = contactOf('OWNER') ?? { name: '负责人', phone: '' }
  return {
    key: creditCode,
    name,
    creditCode,
    address,
    street: address || name,
    industry: industry || '商贸',
    headcount: headcount || 10,
    zone: '',
    owner,
    unionChair: contactOf('UNION_CHAIR'),
    healthContact: contactOf('HEALTH') ?? owner,
  }
}

/** The suppliers of the items that a drill orders. */
async function suppliersOf(api: Api): Promise<SupplierPlan[]> {
  const known = articlePlan().setup.items.map(({ key }) => key)
  type Supplier = ContactPlan & { items: { capacity: number; item: { code: string } }[] }
  const rows: Supplier[] = await readAll(api, 'suppliers', 'name contact phone items { capacity item { code } }')
  return rows.flatMap(({ name, phone, items }) => {
    const offers = items.flatMap(({ capacity, item: { code } }) => {
      const key = known.find((each) => itemCode(each) === code)
      return key ? [{ item: key, perDay: capacity }] : []
    })
    return offers.length > 0 ? [{ key: name, firm: name, name, phone, items: offers }] : []
  })
}
