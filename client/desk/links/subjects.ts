import type { LinkSubjectInput } from '#codegen/graph/graphql.ts'

/** Somebody for whom a link is to be made: what the server is told, and the name that the page shows. */
export type Subject = { input: LinkSubjectInput; name: string }

let chosen: readonly Subject[] = []

/** Keeps for whom links are to be made until the page that makes them asks. */
export const chooseSubjects = (subjects: readonly Subject[]): void => {
  chosen = subjects
}

/** For whom links are to be made. Nobody where the page was opened by itself. */
export const chosenSubjects = (): readonly Subject[] => chosen
