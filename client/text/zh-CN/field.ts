/** Words of the field. */
export const field = {}
