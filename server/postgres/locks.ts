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

/** The name of the row of "Secret" that says that the database has practice data. */
export const practiceMarker = 'practice-data'

/** The value of that row while the practice data is being loaded. */
export const practiceLoading = 'loading'
