/** How many templates a union has at most; all of them are shown and can be changed at once. */
export const mostTemplates = 200
