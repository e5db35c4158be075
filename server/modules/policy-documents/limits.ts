/** How many documents a union can have; they are entered when it is set up. */
export const mostDocuments = 200
