import { randomUUID } from 'node:crypto'
import { localDate, now } from '#server/platform/clock.ts'
import type { SmallUnion } from './small-union.ts'

/** What chance chose for one caller. */
export type Draw = { squad: number; enterprise: number; row: number; quantity: number; yes: boolean }

/** Something that somebody may try at any moment; a rule may refuse it. */
export type Deed = (union: SmallUnion, draw: Draw) => Promise<unknown>

/** A new clientId. */
export const clientId = () => randomUUID()

/** The local date so many days from the present time of the story. */
export const day = (offset: number) => localDate(new Date(now().getTime() + offset * 86_400_000))

/** One of the newest rows, by chance; an id that is nobody's where there is none. */
export const oneOf = (rows: { id: string }[], { row }: Draw) => rows[row % Math.max(1, rows.length)]?.id ?? clientId()

/** The newest rows of a table. */
export const newest = { orderBy: { id: 'desc' }, take: 6, select: { id: true } } as const

/** The squad and the enterprise that were drawn. */
export const place = ({ squads, enterprises }: SmallUnion, { squad, enterprise }: Draw) => ({
  squadId: squads[squad]!.squadId!,
  enterpriseId: enterprises[enterprise]!,
})
