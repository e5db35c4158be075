/** Words that every screen shares. */
export const common = {
  appName: 'Sizhen',
  loading: 'Loading…',
  retry: 'Try again',
  otherLanguage: '中文',
  offline: 'The centre can’t be reached; reconnecting…',
  failed: 'Something went wrong',
  notFound: 'There is no such page',
  backToStart: 'Back to the start',
  step: { LOOK: 'Look', LISTEN: 'Listen', ASK: 'Ask', TREAT: 'Treat' },
  issueKind: { SUGGESTION: 'Suggestion', DIFFICULTY: 'Difficulty', HARD_POINT: 'Hard point', BLOCKAGE: 'Blockage' },
  resumption: {
    NOT_RESUMED: 'Not resumed',
    FILED: 'Filed',
    APPROVED: 'Approved',
    RESUMED: 'Resumed',
    SUSPENDED: 'Suspended',
  },
  outcome: {
    DONE: 'Visited',
    CLOSED_SHOP: 'Closed shop',
    REFUSED: 'Refused',
    WRONG_ADDRESS: 'Wrong address',
    MOVED: 'Moved away',
  },
  visitState: { PLANNED: 'Planned', ARRIVED: 'On site', FINISHED: 'Finished', SKIPPED: 'Skipped', VOIDED: 'Voided' },
}
