/**
 * What a list without pages has: the most rows that it can have, which is also how many can be made. Its rows count so often
 * in the cost of a query.
 */
export const most = (rows: number) => ({ extensions: { most: rows } }) as const
