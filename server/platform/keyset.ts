import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Prisma } from '#codegen/prisma/client.ts'
import { dateOf, isoDate } from './clock.ts'
import { invalid } from './errors.ts'

/** What the values of a column are to PostgreSQL, and how they are read from a cursor. */
const kinds = {
  uuid: z.guid(),
  int: z.int32(),
  text: z
    .string()
    .max(1000)
    .regex(/^[^\0]*$/),
  date: z.iso.date(),
  timestamptz: z.iso.datetime({ offset: true }),
}
type Kind = keyof typeof kinds

/** A value as a cursor holds it. */
export type KeyValue = string | number | null

type Column = { name: string; kind: Kind; nullable: boolean; ascending: boolean }

/** What each column of an order holds, and which way it goes: `{ plannedOn: 'date desc', id: 'uuid asc' }`; `date?` may be null. */
export type Columns = Record<string, `${Kind}${'' | '?'} ${'asc' | 'desc'}`>

/** A comparison of one column with a value of a cursor. */
type Test =
  | { column: Column; is: 'equals' | 'gt' | 'gte' | 'lt' | 'lte'; value: KeyValue }
  | { column: Column; is: 'null' | 'not null' }

/** A condition: all tests of `all` hold, and all tests of one of the alternatives. */
type Condition = { all: Test[]; any: Test[][] }

/** Which way the rows lie from a cursor, whether the cursor's own place is among them. */
export type Side = 'after' | 'before' | 'at or after' | 'at or before'

const operators = { equals: '=', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const

/**
 * The order of a list, which a cursor is a place in. The last of its columns tells any two rows apart. A cursor holds the
 * values of these columns and names no row: it stays a place in the list when its row changes, leaves the list or is deleted.
 */
export class Order {
  readonly columns: readonly Column[]
  /** What a cursor begins with, so that one of another list's order is known. */
  readonly #mark: string
  readonly #model: string
  readonly #texts: Columns

  constructor(model: string, columns: Columns) {
    this.#model = model
    this.#texts = columns
    this.columns = Object.entries(columns).map(([name, text]) => {
      const [kind, direction] = text.split(' ') as [string, string]
      return { name, kind: kind.replace('?', '') as Kind, nullable: kind.endsWith('?'), ascending: direction === 'asc' }
    })
    this.#mark = createHash('sha256')
      .update(JSON.stringify([model, columns]))
      .digest('base64url')
      .slice(0, 6)
  }

  /** The same order from its other end. */
  reversed(): Order {
    const turned = Object.entries(this.#texts).map(([name, text]) => {
      const [kind, direction] = text.split(' ')
      return [name, `${kind} ${direction === 'asc' ? 'desc' : 'asc'}`]
    })
    return new Order(this.#model, Object.fromEntries(turned))
  }

  /** The columns as a selection of Prisma. */
  get select(): Record<string, true> {
    return Object.fromEntries(this.columns.map(({ name }) => [name, true]))
  }

  /** The order for Prisma, from the end of the list where it is read backwards. */
  orderBy(backwards: boolean): Record<string, 'asc' | 'desc'>[] {
    return this.columns.map(({ name, ascending }) => ({ [name]: ascending === backwards ? 'desc' : 'asc' }))
  }

  /** The same for a statement in which the table has this alias. */
  orderSql(alias: string, backwards: boolean): Prisma.Sql {
    const each = this.columns.map(
      ({ name, ascending }) => `"${alias}"."${name}" ${ascending === backwards ? 'DESC' : 'ASC'}`,
    )
    return Prisma.raw(each.join(', '))
  }

  /** The values of a row that was read, as a cursor holds them. */
  valuesOf(row: Record<string, unknown>): KeyValue[] {
    return this.columns.map(({ name, kind }) => {
      const value = row[name]
      if (!(value instanceof Date)) return value as KeyValue
      return kind === 'date' ? isoDate(value) : value.toISOString()
    })
  }

  /** The cursor of the place with these values. */
  cursorOf(values: readonly KeyValue[]): string {
    return Buffer.from(JSON.stringify([this.#mark, ...values])).toString('base64url')
  }

  /** The values in a cursor. INVALID, on this argument, where it is no cursor, or one of another order. */
  read(cursor: string, field: string): KeyValue[] {
    const [mark, ...values] = parts(cursor)
    const fit = this.columns.every(({ kind, nullable }, i) => {
      const value = values[i]
      return value === null ? nullable : kinds[kind].safeParse(value).success
    })
    if (mark !== this.#mark || values.length !== this.columns.length || !fit) {
      throw invalid(field, { zh: '游标无效,或属于别的列表。', en: 'This is no cursor, or one of another list.' })
    }
    return values as KeyValue[]
  }

  /** The condition of Prisma for the rows that lie on this side of the values. */
  where(values: readonly KeyValue[], side: Side): object {
    const { all, any } = this.#condition(values, side)
    return { AND: [...all.map(asWhere), { OR: any.map((tests) => ({ AND: tests.map(asWhere) })) }] }
  }

  /** The same for the WHERE of a statement in which the table has this alias. */
  sql(values: readonly KeyValue[], side: Side, alias: string): Prisma.Sql {
    const { all, any } = this.#condition(values, side)
    const joined = (tests: Test[]) =>
      Prisma.join(
        tests.map((test) => asSql(test, alias)),
        ' AND ',
      )
    const alternatives = any.length
      ? Prisma.join(
          any.map((tests) => Prisma.sql`(${joined(tests)})`),
          ' OR ',
        )
      : Prisma.sql`false`
    return all.length ? Prisma.sql`${joined(all)} AND (${alternatives})` : Prisma.sql`(${alternatives})`
  }

  /**
   * A row lies beyond the values where its first column does, or is equal and its second does, and so on. PostgreSQL finds
   * no beginning in an index by alternatives, so a plain bound on the first column stands beside them.
   */
  #condition(values: readonly KeyValue[], side: Side): Condition {
    const forwards = side.endsWith('after')
    const equal = this.columns.map((column, i): Test => {
      const value = values[i]!
      return value === null ? { column, is: 'null' } : { column, is: 'equals', value }
    })
    const any = this.columns.flatMap((column, i) =>
      beyond(column, values[i]!, column.ascending === forwards).map((test) => [...equal.slice(0, i), test]),
    )
    const [first] = this.columns as [Column]
    return {
      all:
        this.columns.length > 1 || side.startsWith('at') ? bound(first, values[0]!, first.ascending === forwards) : [],
      any: side.startsWith('at') ? [...any, equal] : any,
    }
  }
}

/** The alternatives for a value that lies higher, or lower. To PostgreSQL null is the highest value of all. */
function beyond(column: Column, value: KeyValue, higher: boolean): Test[] {
  if (value === null) return higher ? [] : [{ column, is: 'not null' }]
  if (!higher) return [{ column, is: 'lt', value }]
  return [{ column, is: 'gt', value }, ...(column.nullable ? [{ column, is: 'null' } as const] : [])]
}

/** The bound on a column that holds for all rows beyond the value and at it; none where it would need an alternative. */
function bound(column: Column, value: KeyValue, higher: boolean): Test[] {
  if (value === null) return higher ? [{ column, is: 'null' }] : []
  if (higher && column.nullable) return []
  return [{ column, is: higher ? 'gte' : 'lte', value }]
}

function asWhere(test: Test): object {
  const { column } = test
  if (!('value' in test)) return { [column.name]: test.is === 'null' ? null : { not: null } }
  const { kind } = column
  const value =
    kind === 'date' ? dateOf(String(test.value)) : kind === 'timestamptz' ? new Date(String(test.value)) : test.value
  return { [column.name]: { [test.is]: value } }
}

function asSql(test: Test, alias: string): Prisma.Sql {
  const name = Prisma.raw(`"${alias}"."${test.column.name}"`)
  if (!('value' in test)) return Prisma.sql`${name} IS ${Prisma.raw(test.is.toUpperCase())}`
  return Prisma.sql`${name} ${Prisma.raw(operators[test.is])} ${test.value}::${Prisma.raw(test.column.kind)}`
}

/** What stands in a cursor; nothing where it is none. */
function parts(cursor: string): unknown[] {
  try {
    const held = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    return Array.isArray(held) ? held : []
  } catch {
    return []
  }
}
