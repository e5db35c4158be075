/** The most accounts that the payload of a deed shows which has disabled them. */
export const mostDisabled = 100

/** The most sessions of the own account that are shown. */
export const mostSessions = 50
