import { type Cache, cacheExchange, type FieldArgs } from '@urql/exchange-graphcache'
import type { Exchange } from 'urql'
import type { EventName } from '#codegen/graph/graphql.ts'

/** The GraphQL types without an id of their own. The cache stores their values inside the entity that has them. */
const typesWithoutId = [
  'AccountPassword',
  'BackupState',
  'BoardEvent',
  'BoardMoment',
  'BoardSquad',
  'DayTally',
  'Download',
  'EventActor',
  'EventBatch',
  'EventMessage',
  'EventPage',
  'HolidayNotice',
  'NothingRaised',
  'NoticeDay',
  'NoticeSentence',
  'ResumptionPaperChange',
  'LinkOpening',
  'RosterChange',
  'RosterReason',
  'RosterRow',
  'SquadProposal',
  'ShowLinkPayload',
  'SupplyQuantities',
  'TimeLimit',
  'TimeSpan',
  'TrendPoint',
  'WeekSpan',
  'WorkCalendar',
  'WorkCalendarDay',
  'ZoneSums',
]

const recentIssues = 20

type IssueEvent = { kind?: EventName | null; issue?: { __typename: 'Issue'; id: string } | null }
type IssueBatch = { reset?: boolean; events?: IssueEvent[] }

/**
 * The cache of the page. It stores each entity once, by its id, so that an event changes every screen that shows the
 * entity. A new issue is added to the board's list of issues. After a batch with `reset` all stored answers are read again.
 */
export const cache: Exchange = cacheExchange({
  keys: Object.fromEntries(typesWithoutId.map((type) => [type, () => null])),
  updates: {
    Subscription: {
      boardEvents: (result, _args, store) => {
        const batch = result.boardEvents as IssueBatch | undefined
        if (batch?.reset) return invalidateAll(store)
        for (const { kind, issue } of batch?.events ?? []) {
          if (kind === 'ISSUE_OPENED' && issue) putIssueOnBoards(store, issue)
        }
      },
    },
  },
})

function putIssueOnBoards(store: Cache, issue: { __typename: 'Issue'; id: string }): void {
  const key = store.keyOfEntity(issue)
  for (const field of store.inspectFields('Query').filter((f) => f.fieldName === 'board')) {
    const board = store.resolve('Query', 'board', field.arguments as FieldArgs) as string | null
    const shown = board && (store.resolve(board, 'recentIssues') as string[] | null)
    if (!key || !board || !shown || shown.includes(key)) continue
    store.link(board, 'recentIssues', [key, ...shown].slice(0, recentIssues))
  }
}

function invalidateAll(store: Cache): void {
  for (const field of store.inspectFields('Query')) {
    store.invalidate('Query', field.fieldName, field.arguments as FieldArgs)
  }
}
