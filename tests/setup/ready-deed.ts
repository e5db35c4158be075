import { randomUUID } from 'node:crypto'
import { everyDeed } from './every-deed.ts'
import { mutate } from './mutations.ts'
import type { Place } from './place.ts'

/** A deed of this name that is ready to be done on the place, by the same input each time. */
export async function ready(place: Place, name: string): Promise<() => Promise<Record<string, unknown>>> {
  const { actor, input, fields } = everyDeed[name]!
  const who = actor ? await actor(place) : place.command
  const whole = { clientId: randomUUID(), ...(await input(place)) }
  return () => mutate(who, name, whole, `clientId ${fields}`)
}
