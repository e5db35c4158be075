import { randomUUID } from 'node:crypto'
import type { NewAccount } from '#server/modules/people/new-account.ts'
import { setUpAccount } from '#server/modules/people/set-up.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
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
} from './mutations.ts'
import { aPreviewedRoster, rowsOfRoster } from './rosters.ts'
import type { SmallUnion } from './small-union.ts'

/** The local date so many days from now. */
export const day = (offset: number) =>
  new Date(Date.now() + offset * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10)

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

  private part<T>(name: string, make: () => Promise<T>): Promise<T> {
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
  private squadOf = (name: string) =>
    this.part(name, async () => {
      const squadId = await aSquad(this.union.unionId)
      return anActor(await this.account({ role: 'SQUAD', squadId }))
    })
  /** A squad that is at no door and plans to come. */
  planner = () => this.squadOf('planner')
  /** A squad that stands at the door: another one than the planner, unless the place has one squad. */
  visitor = () => this.squadOf(this.squads === 1 ? 'planner' : 'visitor')
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
  /** An open issue. */
  issue = () => this.part('issue', async () => (await openIssue(this.command, await this.enterprise())).id)
  /** An order of 500: 300 reserved, 200 dispatched, 100 received. */
  order = () =>
    this.part('order', async () => {
      const { id } = await orderSupply(this.command, await this.enterprise(), this.union.mask, { reserved: 300 })
      await dispatchSupply(this.command, id, 200)
      await receiveSupply(this.command, id, 100)
      return id
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
      await mutate(this.command, 'disableAccount', { accountId: globalId('Account', id) })
      return id
    })
  /** Somebody of the command centre who saves views. */
  owner = () => this.part('owner', async () => anActor(await this.account({ role: 'COMMAND' })))
  /** The global id of a view of the owner. */
  view = () =>
    this.part('view', async () => {
      const input = { list: 'VISITS', name: '昨天', address: '' }
      type Payload = { view: { id: string } }
      return (await mutate<Payload>(await this.owner(), 'saveView', input, 'view { id }')).view.id
    })
  /** The global id of a link for the enterprise. */
  link = () =>
    this.part('link', async () => {
      type Payload = { links: { id: string }[] }
      const input = linksFor({ enterpriseId: globalId('Enterprise', await this.enterprise()) })
      const { links } = await mutate<Payload>(this.command, 'createLinks', input, 'links { id }')
      return links[0]!.id
    })
  /** The global id of a token. */
  token = () =>
    this.part('token', async () => {
      const id = await this.integrator()
      type Payload = { token: { id: string } }
      return (await mutate<Payload>(this.command, 'createToken', aToken(id), 'token { id }')).token.id
    })
}

/** The input of createLinks for one subject, by which a device signs in for long. */
export const linksFor = (subject: object) => ({ purpose: 'DEVICE', expiresOn: day(14), subjects: [subject] })

/** The input of createToken for an account. */
export const aToken = (accountId: string) => ({
  accountId: globalId('Account', accountId),
  name: '数据对接',
  scopes: ['BOARD'],
  expiresOn: day(30),
})
