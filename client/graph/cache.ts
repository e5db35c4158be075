import { type Cache, cacheExchange, type FieldArgs } from '@urql/exchange-graphcache'
import type { Exchange } from 'urql'
import { enums } from '#codegen/graph/enums.ts'
import type { EventName, Urgency } from '#codegen/graph/graphql.ts'

/** The GraphQL types without an id of their own. The cache stores their values inside the entity that has them. */
const typesWithoutId = [
  'AccountPassword',
  'AgencyTally',
  'BackupState',
  'BoardEvent',
  'BoardMoment',
  'BoardSquad',
  'DayTally',
  'DoublePair',
  'Download',
  'EventActor',
  'EventBatch',
  'EventMessage',
  'EventPage',
  'HolidayNotice',
  'NothingRaised',
  'NoticeDay',
  'NoticeSentence',
  'PaperAuthor',
  'ResumptionPaperChange',
  'LikelyDouble',
  'LinkOpening',
  'LinkedIssue',
  'LinkedIssueWords',
  'ActByIssueLinkPayload',
  'ContactPhone',
  'RevealPhonePayload',
  'RosterChange',
  'RosterColumn',
  'RosterHeader',
  'RosterReason',
  'RosterRow',
  'RosterSheet',
  'SquadProposal',
  'ShowLinkPayload',
  'SupplyQuantities',
  'TimeLimit',
  'TimeSpan',
  'TrendPoint',
  'WeekSpan',
  'WorkCalendar',
  'WorkCalendarDay',
  'WorkedMeasure',
  'ZoneSums',
  'VisitUndo',
]

/** How many of the most urgent issues the board has. */
const shownIssues = 20

type IssueEvent = { kind?: EventName | null; issue?: { __typename: 'Issue'; id: string } | null }
type IssueBatch = { reset?: boolean; events?: IssueEvent[] }

/**
 * The cache of the page. It stores each entity once, by its id, so that an event changes every screen that shows the
 * entity. An issue takes its place in the board's list of issues, or leaves it. After a batch with `reset` all stored answers are read again.
 */
export const cache: Exchange = cacheExchange({
  keys: Object.fromEntries(typesWithoutId.map((type) => [type, () => null])),
  updates: {
    Subscription: {
      boardEvents: (result, _args, store) => {
        const batch = result.boardEvents as IssueBatch | undefined
        if (batch?.reset) return invalidateAll(store)
        for (const { kind, issue } of batch?.events ?? []) {
          if (kind?.startsWith('ISSUE_') && issue) putIssueOnBoards(store, issue)
        }
      },
    },
  },
})

function putIssueOnBoards(store: Cache, issue: { __typename: 'Issue'; id: string }): void {
  const key = store.keyOfEntity(issue)
  for (const field of store.inspectFields('Query').filter((f) => f.fieldName === 'board')) {
    const board = store.resolve('Query', 'board', field.arguments as FieldArgs) as string | null
    if (!key || !board) continue
    const unresolved = store.resolve(board, 'unresolvedIssues') as string[] | null
    if (!unresolved) continue
    const after = withIssue(store, unresolved, key)
    // which one follows the last that was shown is known to the server alone
    if (after) store.link(board, 'unresolvedIssues', after)
    else store.invalidate('Query', 'board', field.arguments as FieldArgs)
  }
}

/** The most urgent open issues once one has changed; null where another one takes a place that nobody here knows. */
function withIssue(store: Cache, shown: readonly string[], key: string): string[] | null {
  const others = shown.filter((each) => each !== key)
  const place = placeOf(store, key)
  const isOpen = store.resolve(key, 'status') === 'OPEN'
  const before = isOpen ? others.filter((each) => placeOf(store, each) < place) : others
  const after = isOpen ? [...before, key, ...others.slice(before.length)] : others
  const wasFull = shown.length === shownIssues && shown.includes(key)
  if (wasFull && (!isOpen || before.length === others.length)) return null
  return after.slice(0, shownIssues)
}

/** The place of an issue among the unresolved ones, as text that is compared: by urgency, then the oldest first. */
const placeOf = (store: Cache, key: string): string =>
  `${9 - enums.Urgency.indexOf(store.resolve(key, 'urgency') as Urgency)} ${store.resolve(key, 'openedAt')} ${store.resolve(key, 'id')}`

function invalidateAll(store: Cache): void {
  for (const field of store.inspectFields('Query')) {
    store.invalidate('Query', field.fieldName, field.arguments as FieldArgs)
  }
}
