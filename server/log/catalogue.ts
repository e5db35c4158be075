import { z } from 'zod'
import { type AuditKind, type Event, Prisma } from '#codegen/prisma/client.ts'
import { type Access, isList } from '#server/platform/access.ts'
import type { Viewer } from '#server/platform/context.ts'
import type { Sentence } from '#server/platform/errors.ts'
import type { TallyDelta } from './tallies.ts'

/** An event before the log has given it its seq and the tallies right after it. */
export type EventDraft = {
  name: string
  subjectType: string
  subjectId: string
  squadId?: string | null
  enterpriseId?: string | null
  happenedAt?: Date | undefined
  /** Whether that time is a guess, because the clock that gave it was set meanwhile. */
  timeInDoubt?: boolean
  /** Small and never personal: no health facts, no ID numbers, no phones, no free text. */
  facts?: Record<string, unknown>
  /** Added to the union's tally. */
  union?: TallyDelta | undefined
  /** Added to the tally of the squad `squadId`. */
  squad?: TallyDelta | undefined
}

/** The row that an event is about, and the squad and the enterprise that it concerns. */
export type Subject = { id: string; type?: string; squadId?: string | null; enterpriseId?: string | null }

/** Who may know that an event has happened, by the columns of the event and by its facts. */
type Knowledge = Pick<Access<string>, 'columns' | 'includes'>

/** What all events of one noun have in common. */
type Noun<S> = {
  /** The first word of their names, such as `visit` in `visit.arrived`. */
  noun: string
  /** The GraphQL type of the subject, where `subject` names no other. */
  subjectType: string
  /** Reads the subject's ids from the row that a deed has at hand. */
  subject: (row: S) => Subject
  /** Who may know that such an event has happened. The columns are those of the event and of its facts; `id` is the subject's. */
  mayKnow: Knowledge
  /** Fields of Query whose answers such an event may have changed. The client reads them again. */
  makesOld: readonly string[]
}

/** The facts of an event by name, as they are written. */
type Facts<F extends z.ZodRawShape> = z.infer<z.ZodObject<F>>

/** A stored event as a declaration reads it. An older release may have stored fewer facts. */
type StoredEvent<F extends z.ZodRawShape> = { subjectId: string; facts: Partial<Facts<F>> }

/** What a module declares of one event. */
type Declaration<F extends z.ZodRawShape> = {
  /** What has happened, as a full sentence: the description in the API and in the list of events. */
  description: Sentence
  /** The facts by name. With the event's own columns they suffice to rebuild the wall's cells and the open issues. */
  facts: F
  /** The line that the wall shows. Words between bars are bold; names in double braces are replaced by values. */
  line: Sentence
  /** False where the wall does not show it: it concerns accounts, or would only repeat the line of another event. */
  onWall?: false
  /** Who may know of it, where that are fewer than know of the other events of its noun. */
  mayKnow?: Knowledge
  /** Further fields of Query whose answers it may have changed. */
  makesOld?: readonly string[]
  /** Reads the account whose rights or sessions it changes; the feed reads that account again before it sends the event. */
  changesRightsOf?: (event: StoredEvent<F>) => string | undefined
  /** The kind of the entry that the audit gets with the event: who may do what, and who got in. */
  audit?: AuditKind
}

/** What a deed may give besides the facts. `squadId` and `enterpriseId` replace those of the subject's row. */
type Additions = Partial<Pick<EventDraft, 'happenedAt' | 'union' | 'squad' | 'squadId' | 'enterpriseId'>>

/** Knows the stored events of one name from all others. */
export type EventKind = { is: (event: Pick<Event, 'name'>) => boolean }

/** Makes drafts of one event, and reads the facts of stored ones. */
export type EventMaker<S, F> = EventKind & {
  (row: S, facts: F, additions?: Additions): EventDraft
  /** The facts of a stored event of this name; null for all others. An older release may have stored fewer of them. */
  factsOf: (event: Pick<Event, 'name' | 'facts'>) => Partial<F> | null
}

/** One event as the feed, the API, the client's tables, the list of events and the tests know it. */
export type CatalogueEntry = Omit<
  Declaration<z.ZodRawShape>,
  'facts' | 'onWall' | 'makesOld' | 'changesRightsOf' | 'mayKnow'
> & {
  name: string
  noun: string
  subjectType: string
  facts: z.ZodObject
  mayKnow: Knowledge
  makesOld: readonly string[]
  onWall: boolean
  /** The account whose rights or sessions a stored event of this name has changed. */
  changesRightsOf: (event: Pick<Event, 'name' | 'subjectId' | 'facts'>) => string | undefined
}

const entries = new Map<string, CatalogueEntry>()

/** All events of all modules that are loaded, in the order of their declaration. */
export const catalogue: ReadonlyMap<string, CatalogueEntry> = entries

/** Declares the events of a noun, once, in its module's events.ts. A key such as `stepCompleted` names `visit.step_completed`. */
export function declareEvents<S, E extends Record<string, z.ZodRawShape>>(
  { noun, subjectType, subject, mayKnow, makesOld }: Noun<S>,
  events: { [key in keyof E]: Declaration<E[key]> },
): { [key in keyof E]: EventMaker<S, Facts<E[key]>> } {
  const makers = Object.entries(events).map(([key, declaration]) => {
    const name = `${noun}.${key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`
    const facts = z.strictObject(declaration.facts)
    const stored = facts.partial().catchall(z.unknown())
    const maker = (row: S, values: object, additions: Additions = {}): EventDraft => {
      const { id, type = subjectType, squadId = null, enterpriseId = null } = subject(row)
      return { name, subjectType: type, subjectId: id, squadId, enterpriseId, facts: facts.parse(values), ...additions }
    }
    const is = (event: Pick<Event, 'name'>) => event.name === name
    const factsOf = (event: Pick<Event, 'name' | 'facts'>) => {
      if (!is(event)) return null
      const read = stored.safeParse(event.facts)
      return read.success ? read.data : null
    }
    entries.set(name, {
      ...declaration,
      name,
      noun,
      subjectType,
      facts,
      mayKnow: declaration.mayKnow ?? mayKnow,
      onWall: declaration.onWall ?? true,
      changesRightsOf: (event) =>
        declaration.changesRightsOf?.({ subjectId: event.subjectId, facts: factsOf(event) ?? {} }),
      makesOld: [...new Set([...makesOld, ...(declaration.makesOld ?? [])])],
    })
    return [key, Object.assign(maker, { is, factsOf })]
  })
  return Object.fromEntries(makers)
}

type Intersection<U> = (U extends unknown ? (value: U) => void : never) extends (value: infer I) => void ? I : never

/** All facts that the events of one noun may have. */
type FactsOfNoun<M extends Readers> = Intersection<
  { [key in keyof M]: NonNullable<ReturnType<M[key]['factsOf']>> }[keyof M]
>

type Readers = Record<string, { factsOf: (event: Pick<Event, 'name' | 'facts'>) => object | null }>

/** The facts of a stored event of this noun, whichever of its events it is; null for events of other nouns. */
export function factsOf<M extends Readers>(makers: M, event: Pick<Event, 'name' | 'facts'>): FactsOfNoun<M> | null {
  for (const maker of Object.values(makers)) {
    const facts = maker.factsOf(event)
    if (facts) return facts as FactsOfNoun<M>
  }
  return null
}

/** The name of an event as a value of the GraphQL enum EventName: VISIT_STEP_COMPLETED for `visit.step_completed`. */
export const enumName = (name: string): string => name.replace('.', '_').toUpperCase()

/** What decides who may know of an event. */
type Knowable = Pick<Event, 'name' | 'facts' | 'subjectId' | 'unionId' | 'squadId' | 'enterpriseId'>

/** True where the viewer may know that this event has happened. Nobody may know of an event that no module has declared. */
export function mayKnow(viewer: Viewer, event: Knowable): boolean {
  const { unionId, subjectId, squadId, enterpriseId } = event
  const facts = event.facts as object
  const entry = entries.get(event.name)
  return entry?.mayKnow.includes(viewer, { ...facts, id: subjectId, unionId, squadId, enterpriseId }) ?? false
}

/** The columns of an event by which a right may decide who knows of it. What is none of these is one of its facts. */
const eventColumns: Record<string, string> = {
  id: 'subjectId',
  unionId: 'unionId',
  squadId: 'squadId',
  enterpriseId: 'enterpriseId',
}

/** The same for the WHERE of a statement in which the table of events has this alias. */
export function mayKnowSql(viewer: Viewer, alias: string): Prisma.Sql {
  const rights = new Set([...entries.values()].map((entry) => entry.mayKnow))
  const each = [...rights].flatMap((right) => {
    const columns = right.columns(viewer)
    if (!columns) return []
    const names = [...entries.values()].filter((entry) => entry.mayKnow === right).map(({ name }) => name)
    const tests = Object.entries(columns).map(([name, values = []]) => {
      const column = eventColumns[name]
      if (column) return Prisma.sql`${Prisma.raw(`"${alias}"."${column}"`)} = ANY(${[...values]}::uuid[])`
      const facts = Prisma.raw(`"${alias}".facts`)
      return isList(name)
        ? Prisma.sql`${facts} -> ${name} ?| ${[...values]}::text[]`
        : Prisma.sql`${facts} ->> ${name} = ANY(${[...values]}::text[])`
    })
    return [Prisma.join([Prisma.sql`${Prisma.raw(`"${alias}".name`)} = ANY(${names})`, ...tests], ' AND ')]
  })
  return each.length ? Prisma.sql`(${Prisma.join(each, ' OR ')})` : Prisma.sql`false`
}

/** The accounts whose rights or sessions these events may have changed. */
export function accountsWithChangedRights(events: readonly Pick<Event, 'name' | 'facts' | 'subjectId'>[]): Set<string> {
  return new Set(events.flatMap((event) => entries.get(event.name)?.changesRightsOf(event) ?? []))
}
