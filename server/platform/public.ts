/**
 * What a field of the root has that answers without a session. All others are refused before their document is validated, so
 * that the questions of strangers cost little.
 */
export const isPublic = { extensions: { isPublic: true } } as const
