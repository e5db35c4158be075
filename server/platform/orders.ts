import type { Prisma } from '#codegen/prisma/client.ts'
import type { Access } from './access.ts'
import { builder } from './builder.ts'
import type { Viewer } from './context.ts'
import { invalid } from './errors.ts'
import { type Columns, Order } from './keyset.ts'

/** The order in which a caller asks for a list. */
export type OrderBy = { by: string; direction: 'ASC' | 'DESC' }

/** An order that a list has: ascending by these columns. Descending it is the same list from its other end. */
type Choice<F> = {
  description: string
  columns: Columns
  /** What those columns are that the table does not have itself: expressions over the table c and those joined to it. */
  sql?: Record<string, string>
  joins?: string
  /**
   * Where the order stands in an index, so that a list of any length has it: always, or where the list is narrowed by
   * nothing but these fields. Left out: never.
   */
  indexed?: 'always' | readonly (keyof F)[]
  /** Whether a viewer may read what the list is ordered by. Left out: whoever sees the list may. */
  reads?: (viewer: Viewer) => boolean
}

/** What a list is narrowed by. */
type Narrowed<F> = { filter?: F | null | undefined; search?: string | null | undefined }

/** An order that is asked for. `index` says whether it stands in one for this list, and in one of its own. */
export type Asked = {
  order: Order
  sql: Record<string, string>
  joins: string
  index: 'none' | 'own' | 'of the list'
  /** The path to it in the caller’s arguments. */
  field: string
}

/** The orders of a list for one caller: those that it has however long it is, those that it has where it is short. */
export type Offer = { always: string[]; short: string[]; asked: Asked | null }

export const OrderDirectionEnum = builder.enumType('OrderDirection', {
  description: 'The end from which a list is read in an order. 排序方向。',
  values: {
    ASC: { description: 'From the lowest or the first on. 从小到大,从先到后。' },
    DESC: { description: 'From the highest or the last on. 从大到小,从后到先。' },
  } as const,
})

/** The expression of a text in the order of Chinese dictionaries: digits, then Chinese by pinyin, then Latin. */
export const byPinyin = (sql: string) => `${sql} COLLATE "zh-x-icu"`

/** The expression of an enum’s value as its place among the values. */
export const placeIn = (name: string, sql: string) => `array_position(enum_range(NULL::"${name}"), ${sql})`

/** The orders of the lists of one kind of rows, with the types by which a caller asks for them. */
export class Orders<F = object> {
  readonly field
  readonly input
  // biome-ignore lint/suspicious/noExplicitAny: each right has columns of its own
  readonly #visible: Access<any>
  readonly #choices: Map<string, Choice<F> & Record<OrderBy['direction'], Order>>

  /** `noun` names the types: `Visit` makes `VisitOrderField` and `VisitOrderBy`. `visible` are the rows that a viewer may see. */
  // biome-ignore lint/suspicious/noExplicitAny: each right has columns of its own
  constructor(noun: string, model: Prisma.ModelName, visible: Access<any>, choices: Record<string, Choice<F>>) {
    this.#visible = visible
    this.#choices = new Map(
      Object.entries(choices).map(([name, choice]) => {
        const ASC = new Order(model, choice.columns)
        return [name, { ...choice, ASC, DESC: ASC.reversed() }]
      }),
    )
    const values = Object.fromEntries(Object.entries(choices).map(([name, { description }]) => [name, { description }]))
    this.field = builder.enumType(`${noun}OrderField`, {
      description: `What a list of ${noun} can be ordered by; a value that is missing counts as the highest, and what is equal is told apart by its age. 列表可按其排序的列;没有值的排在最大一端,相同的按先后区分。`,
      values,
    })
    this.input = builder.inputType(`${noun}OrderBy`, {
      description: `The order of a list of ${noun}. 列表的排序方式。`,
      fields: (t) => ({
        by: t.field({ type: this.field, description: 'What the list is ordered by. 按哪一列排序。' }),
        direction: t.field({ type: OrderDirectionEnum, description: 'From which end it is read. 排序方向。' }),
      }),
    })
  }

  /** The argument by which a caller asks for an order. */
  get args() {
    return builder.args((t) => ({
      orderBy: t.field({
        type: this.input,
        required: false,
        description:
          'The order of the list; its usual one if left out. INVALID: the list has more than 2,000 entries and is not in `orders` in this one, or you may not read the column. 列表的排序方式,不填为默认顺序。INVALID:列表超过 2000 项且 orders 中没有此列,或您看不到此列。',
      }),
    }))
  }

  /** What a caller can ask of a list that is narrowed so, and what it asks. INVALID: it may not read what it orders by. */
  offer(viewer: Viewer, list: Narrowed<F>, orderBy: OrderBy | null | undefined, field = 'orderBy'): Offer {
    const readable = [...this.#choices].filter(([, { reads }]) => reads?.(viewer) ?? true)
    const offered = readable.map(([name]) => name)
    // who sees a part of the union alone has no index of it
    const seesAll = Object.keys(this.#visible.columns(viewer) ?? {}).every((column) => column === 'unionId')
    const indexFor = (choice: Choice<F>) => indexOf(choice, list, seesAll)
    const always = readable.filter(([, choice]) => indexFor(choice) !== 'none').map(([name]) => name)
    if (!orderBy) return { always, short: offered, asked: null }
    if (!offered.includes(orderBy.by)) throw unreadable(field)
    const choice = this.#choices.get(orderBy.by)!
    const { sql = {}, joins = '' } = choice
    const asked = { order: choice[orderBy.direction], sql, joins, index: indexFor(choice), field }
    return { always, short: offered, asked }
  }
}

/** The index in which an order stands for a list that is narrowed so. */
function indexOf<F>({ indexed }: Choice<F>, { filter, search }: Narrowed<F>, seesAll: boolean): Asked['index'] {
  if (indexed === 'always') return 'of the list'
  if (!indexed || !seesAll || search?.trim()) return 'none'
  const filled = Object.entries(filter ?? {}).filter(([, value]) => value != null)
  return filled.every(([name]) => (indexed as readonly string[]).includes(name)) ? 'own' : 'none'
}

const unreadable = (field: string) =>
  invalid(field, {
    zh: '您看不到这一列,不能按它排序。',
    en: 'You may not read this column, so you cannot order a list by it.',
  })
