import { catalogue } from '#server/log/catalogue.ts'

/** What a board shows of each, with the ids by which an event's figures find it. */
export const campaign =
  'campaign { __typename id target listed visited underWay planned visitedOutside onSite issues openIssues days { date planned finished visited resumed issues } }'
export const squadTally =
  '{ __typename id squadId visitId enterprise { __typename id name } since step steps days { date planned finished } }'
export const supplies =
  'supplies { __typename id code requested reserved dispatched received accepted enterprisesRequested enterprisesReserved enterprisesReceived }'
export const resumption =
  'resumption { __typename id enterprises notResumed filed approved resumed suspended days { date resumed } }'
const cell = '{ __typename id position state step hasIssue enterprise { __typename id name } }'
const issue = '{ __typename id title status urgency openedAt state enterprise { __typename id name } }'

/** The snapshot, and the page of events that goes on from it. */
export const boardQuery = `{ board { seq epoch ${campaign} squads { now ${squadTally} } cells ${cell} ${supplies} ${resumption} recentIssues ${issue} unresolvedIssues ${issue} } }`
export const eventsQuery = `query ($after: Int!) { events(after: $after, first: 100) { through events {
  name ${campaign} squad ${squadTally} ${supplies} ${resumption} cells ${cell} enterprise { __typename id name } issue ${issue}
} } }`

/** Something with an id, as a cache keeps it. */
export type Entity = { __typename?: string; id?: string; [field: string]: unknown }

/** An answer to `boardQuery`. */
export type BoardModel = {
  seq: number
  epoch: string
  campaign: Record<'target' | 'listed' | 'visited' | 'underWay' | 'planned' | 'visitedOutside', number>
  cells: { state: string }[]
  recentIssues: Entity[]
  unresolvedIssues: Entity[]
}

/** A page of events as `eventsQuery` asks for it. */
export type EventPage = { through: number; events: { name: string; issue: Entity | null; [part: string]: unknown }[] }

/** Every entity of a model by its id, as a normalised cache keeps them. */
function entities(value: unknown, found = new Map<string, Entity[]>()): Map<string, Entity[]> {
  if (Array.isArray(value)) for (const each of value) entities(each, found)
  else if (value && typeof value === 'object') {
    const entity = value as Entity
    if (entity.__typename && entity.id) found.set(entity.id, [...(found.get(entity.id) ?? []), entity])
    for (const each of Object.values(entity)) entities(each, found)
  }
  return found
}

/** Writes an event into the model by ids alone; an issue takes its place in the lists, or leaves them. */
export function apply(
  model: { recentIssues: Entity[]; unresolvedIssues: Entity[] },
  event: { name: string; issue: Entity | null },
): void {
  for (const [id, sources] of entities(event)) {
    for (const target of entities(model).get(id) ?? []) {
      for (const source of sources) Object.assign(target, structuredClone(source))
    }
  }
  const { issue } = event
  if (!issue || !event.name.startsWith('issue.')) return
  if (event.name === 'issue.opened') model.recentIssues.unshift(structuredClone(issue))
  model.unresolvedIssues = [...model.unresolvedIssues.filter(({ id }) => id !== issue.id), structuredClone(issue)]
    .filter(({ status }) => status === 'OPEN')
    .sort((a, b) => (inOrderOfHands(a) < inOrderOfHands(b) ? -1 : 1))
}

const urgencies = ['LOW', 'MEDIUM', 'HIGH', 'EMERGENCY']
const inOrderOfHands = ({ urgency, openedAt, id }: Entity) =>
  `${9 - urgencies.indexOf(String(urgency))} ${openedAt} ${id}`

/** Whether the wall reads its snapshot again after this event. */
export const rereads = ({ name }: { name: string }): boolean => catalogue.get(name)!.makesOld.includes('board')
