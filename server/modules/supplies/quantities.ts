import type { SupplyOrder } from '#codegen/prisma/client.ts'

/** The five cumulative quantities of an order, in the order in which they are reached. */
export const five = ['requested', 'reserved', 'dispatched', 'received', 'accepted'] as const

/** One of the five. */
export type Stage = (typeof five)[number]

/** An order's five quantities, in the item's unit. */
export type Quantities = Record<Stage, number>

/** The five of an order, and nothing else. */
export const quantitiesOf = ({ requested, reserved, dispatched, received, accepted }: SupplyOrder): Quantities => ({
  requested,
  reserved,
  dispatched,
  received,
  accepted,
})

/** On its way: dispatched and not received yet. */
export const inTransit = ({ dispatched, received }: Quantities): number => dispatched - received

/** What is not reserved yet of what was asked for. */
export const shortage = ({ requested, reserved }: Quantities): number => Math.max(0, requested - reserved)
