/** The most accounts that the payload of a deed shows which has disabled them. */
export const mostDisabled = 100
