import { randomUUID } from 'node:crypto'
import { everyDeed } from './every-deed.ts'
import { mutate } from './mutations.ts'
import { Place } from './place.ts'
import { aSmallUnion, type SmallUnion } from './small-union.ts'

/** A new place for a deed: in the union, or in one of its own where the deed begins or ends a campaign. */
export async function aPlaceFor(name: string, union: SmallUnion, squads: 1 | 2 = 2): Promise<Place> {
  const home = everyDeed[name]!.meets.includes('life') ? await aSmallUnion() : union
  return new Place(home, home.campaign, squads)
}

/** A deed of this name that is ready to be done on the place, by the same input each time. */
export async function ready(place: Place, name: string): Promise<() => Promise<Record<string, unknown>>> {
  const { actor, input, fields } = everyDeed[name]!
  const who = actor ? await actor(place) : place.command
  const whole = { clientId: randomUUID(), ...(await input(place)) }
  return () => mutate(who, name, whole, `clientId ${fields}`)
}
