/** Held while migrations are applied; the number is that of `prisma migrate`, so that both can be used on one database. */
export const migrationLock = 72_707_369

/** Held by whoever fills an empty database, with practice data or from a backup, and taken before `migrationLock`. */
export const fillLock = 7_431_891

/** The row of "Secret" that says whether this is practice data; `halfFilled` while it is being loaded. */
export const practiceMarker = 'practice-data'
export const halfFilled = 'loading'
