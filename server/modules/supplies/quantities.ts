/** The five cumulative quantities of an order, in the order in which they are reached. */
export const stages = ['requested', 'reserved', 'dispatched', 'received', 'accepted'] as const

/** One of the five quantities. */
export type Stage = (typeof stages)[number]

/** The five cumulative quantities of an order, in the item's unit. */
export type Quantities = Record<Stage, number>

/** The quantities of an order that has none yet. */
export const noQuantities: Quantities = { requested: 0, reserved: 0, dispatched: 0, received: 0, accepted: 0 }

/** How much is on its way to the enterprise: dispatched and not received yet. */
export const inTransit = ({ dispatched, received }: Quantities): number => dispatched - received

/** How much of the requested quantity is not reserved yet; 0 where more is reserved than requested. */
export const shortage = ({ requested, reserved }: Quantities): number => Math.max(0, requested - reserved)
