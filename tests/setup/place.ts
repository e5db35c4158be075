import { randomUUID } from 'node:crypto'
import type { NewAccount } from '#server/modules/people/new-account.ts'
import { setUpAccount } from '#server/modules/people/set-up.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { day } from './days.ts'
import { aDocument, anItem, aSupplier, madeBy } from './directory-inputs.ts'
import { anActor, anEnterprise, aSquad } from './factories.ts'
import {
  arriveVisit,
  completeStep,
  dispatchSupply,
  mutate,
  openIssue,
  orderSupply,
  planVisit,
  receiveSupply,
  recordVisit,
  setResumption,
} from './mutations.ts'
import { aToken, linksFor } from './people-inputs.ts'
import { aTinyPhoto } from './photos.ts'
import { aPreviewedRoster, rowsOfRoster } from './rosters.ts'
import type { SmallUnion } from './small-union.ts'

/** A place on which deeds are done: an enterprise with all that belongs to it, and two squads. Each part is made when it is first asked for. */
export class Place {
  readonly union: SmallUnion
  readonly campaignId: string
  private readonly squads: 1 | 2
  private readonly parts = new Map<string, Promise<unknown>>()

  constructor(union: SmallUnion, campaignId: string, squads: 1 | 2 = 2) {
    this.union = union
    this.campaignId = campaignId
    this.squads = squads
  }

  part<T>(name: string, make: () => Promise<T>): Promise<T> {
    if (!this.parts.has(name)) this.parts.set(name, make())
    return this.parts.get(name) as Promise<T>
  }

  get command(): Actor {
    return this.union.command
  }
  /** The id of a new account without a password, since its hash would take longer than all else. */
  private account = (of: Omit<NewAccount, 'username' | 'displayName'>) =>
    setUpAccount(this.union.unionId, { ...of, username: randomUUID(), displayName: of.role, password: null })
  /** The id of the enterprise. */
  enterprise = () => this.part('enterprise', () => anEnterprise(this.command))
  /** The global id of an enterprise at which nothing has happened. */
  spare = () => this.part('spare', async () => globalId('Enterprise', await anEnterprise(this.command)))
  /** The global id of an enterprise that is retired. */
  retiredEnterprise = () =>
    this.part('retired enterprise', async () => this.retire('retireEnterprise', 'enterpriseId', await this.spare()))
  private beside = (mutation: string, field: string, input = {}) =>
    this.part(mutation, async () => {
      const enterpriseId = globalId('Enterprise', await anEnterprise(this.command))
      const other = { [field]: globalId('Enterprise', await this.enterprise()) }
      await mutate(this.command, mutation, { enterpriseId, ...other, ...input })
      return enterpriseId
    })
  /** The global id of an entry that was merged into the enterprise. */
  double = () => this.beside('mergeEnterprise', 'intoEnterpriseId', { reason: '同一家店' })
  /** The global id of an entry of which somebody has said that it is not the enterprise. */
  dismissed = () => this.beside('dismissDouble', 'otherEnterpriseId')
  private squadOf = (name: string) =>
    this.part(name, async () => {
      const squadId = await aSquad(this.union.unionId)
      return anActor(await this.account({ role: 'SQUAD', squadId }))
    })
  /** A squad that is at no door and plans to come. */
  planner = () => this.squadOf('planner')
  /** A squad that stands at the door: another one than the planner, unless the place has one squad. */
  visitor = () => this.squadOf(this.squads === 1 ? 'planner' : 'visitor')
  /** The global id of the enterprise, which is on the campaign's list. */
  listed = () =>
    this.part('listed', async () => {
      const enterpriseId = globalId('Enterprise', await this.enterprise())
      const campaignId = globalId('Campaign', this.campaignId)
      await mutate(this.command, 'addCampaignEnterprise', { campaignId, enterpriseId })
      return enterpriseId
    })
  /** The global id of a campaign that is prepared beside the active one. */
  draft = () =>
    this.part('draft', () =>
      this.made('createCampaign', 'campaign', { title: '下一次行动', target: 20, startsOn: day(0), endsOn: day(20) }),
    )
  /** The global id of the campaign, which is closed. */
  closed = () =>
    this.part('closed', () => this.retire('closeCampaign', 'campaignId', globalId('Campaign', this.campaignId)))
  /** The planner's stop of today. */
  stop = () => this.part('stop', async () => (await planVisit(await this.planner(), await this.enterprise())).id)
  /** The visitor's visit, whose stop was planned for tomorrow: arrived, with all steps but TREAT. */
  visit = () =>
    this.part('visit', async () => {
      const squad = await this.visitor()
      const { id } = await planVisit(squad, await this.enterprise(), { plannedOn: day(1) })
      await arriveVisit(squad, id)
      for (const step of ['LOOK', 'LISTEN', 'ASK'] as const) await completeStep(squad, id, step)
      return id
    })
  /** The global ids of all members of the visitor’s squad. */
  members = async () => {
    const squadId = (await this.visitor()).squadId!
    return (await db.squadMember.findMany({ where: { squadId } })).map(({ id }) => globalId('SquadMember', id))
  }
  /** A visit of the planner that ended three hours ago as DONE, and of which no item of the checklist is answered. */
  ended = () =>
    this.part('ended', async () => {
      const end = new Date(Date.now() - 3 * 3_600_000)
      return (await recordVisit(await this.planner(), await this.enterprise(), end, { checks: [] })).id
    })
  /** A visit of the planner that ended five hours ago, half a minute after it began. */
  doubtful = () =>
    this.part('doubtful', async () => {
      const end = new Date(Date.now() - 5 * 3_600_000)
      const arrivedAt = new Date(end.getTime() - 30_000).toISOString()
      return (await recordVisit(await this.planner(), await this.enterprise(), end, { arrivedAt })).id
    })
  private anIssue = async (input = {}) => (await openIssue(this.command, await this.enterprise(), input)).id
  private onIssue = async (deed: string, id: string, input: object = {}, actor = this.command) => {
    await mutate(actor, deed, { issueId: globalId('Issue', id), ...input })
    return id
  }
  private ofTax = () => ({ agencyId: globalId('Agency', this.union.tax.agencyId!) })
  /** An issue that the tax office was given. */
  issue = () => this.part('issue', () => this.anIssue(this.ofTax()))
  /** An issue that the tax office has answered. */
  answered = () => this.part('answered', async () => this.answer(await this.anIssue(this.ofTax())))
  private answer = (id: string) => this.onIssue('answerIssue', id, { answer: '已办' }, this.union.tax)
  /** An issue that is closed. */
  closedIssue = () =>
    this.part('closed issue', async () => this.onIssue('closeIssue', await this.anIssue(), { closingNote: '已办' }))
  /** An issue that is parked. */
  parkedIssue = () => this.part('parked issue', async () => this.park(await this.anIssue()))
  private park = (id: string) => this.onIssue('parkIssue', id, { reason: '等政策', reviewOn: day(3) })
  /** The global id of a photo on the issue. */
  paper = () =>
    this.part('paper', async () =>
      this.made('addPaper', 'paper', { issueId: globalId('Issue', await this.issue()), file: aTinyPhoto() }),
    )
  /** An order of 500: 300 reserved, 200 dispatched, 100 received. */
  order = () =>
    this.part('order', async () => {
      const { id } = await orderSupply(this.command, await this.enterprise(), this.union.mask, { reserved: 300 })
      await dispatchSupply(this.command, id, 200)
      await receiveSupply(this.command, id, 100)
      return id
    })
  /** The id of a change of resumption: the enterprise has filed. */
  resumption = () =>
    this.part('resumption', async () => {
      const enterpriseId = await this.enterprise()
      await setResumption(this.command, [enterpriseId], 'FILED')
      return (await db.resumptionChange.findFirstOrThrow({ where: { enterpriseId } })).id
    })
  /** The global id of a roster that changes the enterprise and was previewed. */
  roster = () =>
    this.part('roster', async () => aPreviewedRoster(this.command, await rowsOfRoster(await this.enterprise())))
  /** The id of an account of another system. */
  integrator = () => this.part('integrator', () => this.account({ role: 'INTEGRATOR' }))
  /** The id of an account that is disabled. */
  disabled = () =>
    this.part('disabled', async () => {
      const id = await this.account({ role: 'COMMAND' })
      await this.retire('disableAccount', 'accountId', globalId('Account', id))
      return id
    })
  private made = async (deed: string, noun: string, input: object): Promise<string> => {
    type Payload = Record<string, { id: string }>
    return (await mutate<Payload>(this.command, deed, input, `${noun} { id }`))[noun]!.id
  }
  private named = (deed: string, noun: string, input: object = {}) =>
    this.made(deed, noun, { name: `${noun} ${randomUUID().slice(0, 8)}`, ...input })
  private newZone = () => this.named('createZone', 'zone')
  private community = () => this.named('createAgency', 'agency', { kind: 'COMMUNITY' })
  /** The global id of a zone in which nothing lies and nobody works. */
  zone = () => this.part('zone', this.newZone)
  /** The global id of a zone that is retired. */
  retiredZone = () =>
    this.part('retiredZone', async () => this.made('retireZone', 'zone', { zoneId: await this.newZone() }))
  /** The global id of a community with no zone, no issue and no officer. */
  agency = () => this.part('agency', this.community)
  /** The global id of an agency that is retired. */
  retiredAgency = () =>
    this.part('retiredAgency', async () => this.made('retireAgency', 'agency', { agencyId: await this.community() }))
  /** Makes room for a squad: of those that other places have made the idle ones are retired. */
  room = async () => {
    const own = [(await this.planner()).squadId!, (await this.visitor()).squadId!]
    const idle = { unionId: this.union.unionId, currentVisitId: null, retiredAt: null, id: { notIn: own } }
    await db.squad.updateMany({ where: idle, data: { retiredAt: new Date() } })
  }
  /** The global id of a squad that is retired. */
  retiredSquad = () =>
    this.part('retiredSquad', async () => {
      await this.room()
      return this.made('retireSquad', 'squad', { squadId: globalId('Squad', await aSquad(this.union.unionId)) })
    })
  /** Somebody of the command centre who saves views. */
  owner = () => this.part('owner', async () => anActor(await this.account({ role: 'COMMAND' })))
  /** The global id of a view of the owner. */
  view = () =>
    this.part('view', async () => {
      const input = { list: 'VISITS', name: '昨天', address: '' }
      return (await mutate<{ view: { id: string } }>(await this.owner(), 'saveView', input, 'view { id }')).view.id
    })
  private make = async (name: string, input: object) =>
    (await mutate<{ made: { id: string } }>(this.command, name, input, madeBy[name]!)).made.id
  private retire = async (name: string, field: string, id: string) => {
    await mutate(this.command, name, { [field]: id }, 'clientId')
    return id
  }
  /** The global id of an item that nobody has ordered. */
  item = () => this.part('item', () => this.make('createSupplyItem', anItem()))
  /** The global id of an item that is retired. */
  retiredItem = () =>
    this.part('retired item', async () =>
      this.retire('retireSupplyItem', 'itemId', await this.make('createSupplyItem', anItem())),
    )
  /** The global id of a supplier. */
  supplier = () => this.part('supplier', () => this.make('createSupplier', aSupplier()))
  /** The global id of a supplier that is retired. */
  retiredSupplier = () =>
    this.part('retired supplier', async () =>
      this.retire('retireSupplier', 'supplierId', await this.make('createSupplier', aSupplier())),
    )
  /** The global id of a policy document. */
  document = () => this.part('document', () => this.make('createPolicyDocument', aDocument))
  /** The global id of a policy document that is retired. */
  retiredDocument = () =>
    this.part('retired document', async () =>
      this.retire('retirePolicyDocument', 'documentId', await this.make('createPolicyDocument', aDocument)),
    )
  /** The global id of a link for the enterprise. */
  link = () =>
    this.part('link', async () => {
      const input = linksFor({ enterpriseId: globalId('Enterprise', await this.enterprise()) })
      const made = await mutate<{ links: { id: string }[] }>(this.command, 'createLinks', input, 'links { id }')
      return made.links[0]!.id
    })
  /** The global id of a token. */
  token = () => this.part('token', async () => this.made('createToken', 'token', aToken(await this.integrator())))
}
