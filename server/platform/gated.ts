/**
 * What a field has that is FORBIDDEN for some viewers and never null for others. It may be null in the API, so that one
 * field that is forbidden does not take the whole answer away. Our own page shows an error in place of an answer that has
 * one, and so its types leave the null out.
 */
export const gated = { nullable: true, extensions: { gated: true } } as const
