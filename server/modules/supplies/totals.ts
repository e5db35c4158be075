import type { InputFieldBuilder } from '@pothos/core'
import { z } from 'zod'
import { changeFields } from '#server/log/deed.ts'
import type { Types } from '#server/platform/builder.ts'
import { invalid } from '#server/platform/errors.ts'
import { type Order, orderConflict } from './load.ts'
import type { Stage } from './quantities.ts'

/** A number of units of an item, 0 to 1,000,000. */
export const quantity = z.int().min(0).max(1_000_000)

/** The input fields of every deed that sets a new total of an order. */
export const totalFields = (t: InputFieldBuilder<Types, 'InputObject'>) => ({
  ...changeFields(t),
  orderId: t.id({ description: 'The global id of the order. 物资预定的编号。' }),
  correct: t.boolean({
    required: false,
    description:
      'True where the total may become lower: a correction by the command centre. 为真时累计数量可以减少,仅供指挥中心更正。',
  }),
})

/** Checks a new total against the present one. CONFLICT: it is the same. INVALID: it is lower, and this is no correction. */
export function checkTotal(order: Order, stage: Stage, total: number, correct: boolean | null | undefined): void {
  if (total === order[stage]) {
    throw orderConflict(order.id, { zh: '数量没有变化。', en: 'It stands at that quantity already.' })
  }
  if (total < order[stage] && !correct) throw lowerTotal(stage)
}

/**
 * Checks a new total against the quantities next to it. INVALID: it is lower than `least`, the quantity after it, or higher
 * than `most`, the quantity before it.
 */
export function checkBetween(field: Stage, total: number, least: number, most: number): void {
  if (total < least || total < 0) {
    throw invalid(field, { zh: `累计数量不能少于后面环节的 ${least}。`, en: `The next quantity stands at ${least}.` })
  }
  if (total > most) {
    throw invalid(field, { zh: `累计数量不能超过 ${most}。`, en: `The quantity before it stands at ${most}.` })
  }
}

/** INVALID: a total becomes lower without a correction. */
export const lowerTotal = (field: Stage) =>
  invalid(field, {
    zh: '累计数量不能比原来少;更正请由指挥中心注明。',
    en: 'A total does not fall; a correction is the command centre’s and has to be said.',
  })

/** CONFLICT: the order is cancelled. */
export const orderCancelled = (order: Order) =>
  orderConflict(order.id, { zh: '这张订单已取消。', en: 'This order is cancelled.' })
