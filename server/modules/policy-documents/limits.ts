/** How many documents a union can have. */
export const mostDocuments = 200
