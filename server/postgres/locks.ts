/**
 * The advisory lock that is held while migrations are applied. `prisma migrate` uses the same number, so that both can
 * be used on one database.
 */
export const migrationLock = 72_707_369

/**
 * The advisory lock that is held while an empty database is filled, with practice data or from a backup. It is taken
 * before `migrationLock`.
 */
export const fillLock = 7_431_891

/**
 * The first number of the advisory locks by which nodes say that they live. The second is a hash of the name of the
 * worker that runs a node's jobs.
 */
export const jobLock = 7_431_892

/** The advisory lock that a node holds while the set-up link that it has printed is the one that works. */
export const setUpLock = 7_431_893

/** The advisory lock that is held while a set-up link is used, so that one alone makes the first account. */
export const firstAccountLock = 7_431_894

// 7_431_895 is the first number of the advisory locks under which PostgreSQL’s function issue_number gives issues their
// numbers; the second is a hash of the union and the year.

/** The name of the row of "Secret" that says that the database has practice data. */
export const practiceMarker = 'practice-data'

/** The value of that row while the practice data is being loaded. */
export const practiceLoading = 'loading'

/** The value of that row once the practice data was deleted for real use: such data is never loaded again. */
export const practiceOver = 'over'
