import { makeOperation, mapExchange } from 'urql'

// the page is loaded anew when another union is chosen, so that nothing of the one before stays in memory
let chosen: string | undefined

/** What stands in the place of a union where the pages go over all of them. */
export const allUnions = 'all'

const keyOf = (accountId: string) => `sizhen.union.${accountId}`

/** The union that an account with several has chosen on this device; null where it has chosen none. */
export function storedUnion(accountId: string): string | null {
  try {
    return localStorage.getItem(keyOf(accountId))
  } catch {
    return null
  }
}

/** Remembers on this device which union the account has chosen. */
export function storeUnion(accountId: string, unionId: string): void {
  try {
    localStorage.setItem(keyOf(accountId), unionId)
  } catch {
    // a device that stores nothing begins with the first union each time
  }
}

/** From now on the questions of this page are about that union, or about all. */
export function askAbout(unionId: string): void {
  chosen = unionId
}

/** The union that this page is about, where its account has several. */
export const askedUnion = (): string | undefined => (chosen === allUnions ? undefined : chosen)

/** True where this page goes over all unions of its account. */
export const isAskedOverAll = (): boolean => chosen === allUnions

/** Gives every question that takes a union and names none the one that the page is about; over all unions it names none. */
export const unionExchange = mapExchange({
  onOperation(operation) {
    const unionId = askedUnion()
    if (unionId === undefined || operation.variables?.unionId !== undefined) return operation
    const takesUnion = operation.query.definitions.some(
      (definition) =>
        definition.kind === 'OperationDefinition' &&
        definition.variableDefinitions?.some(({ variable }) => variable.name.value === 'unionId'),
    )
    if (!takesUnion) return operation
    const variables = { ...operation.variables, unionId }
    return makeOperation(operation.kind, { ...operation, variables }, operation.context)
  },
})
