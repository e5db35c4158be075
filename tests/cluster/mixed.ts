import { db } from '#server/postgres/db.ts'
import { isRetryable } from '#server/postgres/errors.ts'
import { everyDeed } from '#tests/setup/every-deed.ts'
import { Place } from '#tests/setup/place.ts'
import { ready } from '#tests/setup/ready-deed.ts'
import { aSmallUnion } from '#tests/setup/small-union.ts'

/** What became of the deeds of a mix: done, refused, or to be sent again since the database was busy; and how many deadlocks PostgreSQL has counted meanwhile. */
export type Mix = { unionId: string; done: number; refused: number; busy: number; faults: string[]; deadlocks: number }

const deadlock = '40P01'

// how many deeds are done on a place before a new one takes its place
const deedsOfPlace = 60

/**
 * Does every kind of deed by chance over and over on a few places that all share, over so many connections at once, until so
 * many are done.
 * `openDb`, with as many connections, comes first.
 */
export async function mixDeeds(options: { connections: number; places: number; deeds: number }): Promise<Mix> {
  const union = await aSmallUnion(options.places)
  const { id: campaignId } = await db.campaign.findFirstOrThrow({ where: { unionId: union.unionId } })
  // a file is read by a thread of its own, which takes longer than all else
  const names = Object.keys(everyDeed).filter((name) => name !== 'previewRoster')
  const places = Array.from({ length: options.places }, () => new Place(union, campaignId))
  const mix: Mix = { unionId: union.unionId, done: 0, refused: 0, busy: 0, faults: [], deadlocks: 0 }
  const before = await deadlocks()
  let count = 0
  const worker = async () => {
    while (mix.done < options.deeds) {
      count += 1
      const at = count % places.length
      if (count % deedsOfPlace === 0) places[at] = new Place(union, campaignId)
      const name = names[Math.floor(Math.random() * names.length)]!
      try {
        const deed = await ready(places[at]!, name)
        await deed()
        mix.done += 1
      } catch (error) {
        const code = (error as { code?: string }).code
        // nothing but a view is ever deleted; and whoever is not the command centre may have lost sight of the record: a stop that
        // another squad has, an issue that went to another agency, a measure for it
        const isOutOfSight = name === 'deleteView' || everyDeed[name]!.actor !== undefined
        const isGone = code === 'NOT_FOUND' && isOutOfSight
        // and who belongs to a squad that has been retired has no way in any more
        const isOut = code === 'UNAUTHENTICATED'
        if (code === 'CONFLICT' || code === 'INVALID' || isGone || isOut) mix.refused += 1
        // on a slow machine a deed may wait too long for those before it; the caller sends it again
        else if (isRetryable(error) && code !== deadlock) mix.busy += 1
        else mix.faults.push(`${name}: ${code} ${(error as Error).message}`)
      }
    }
  }
  await Promise.all(Array.from({ length: options.connections }, worker))
  mix.deadlocks = (await deadlocks()) - before
  return mix
}

async function deadlocks(): Promise<number> {
  const [row] = await db.$queryRaw<{ deadlocks: bigint }[]>`
    SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()`
  return Number(row!.deadlocks)
}
