import { plain } from '#server/platform/plain.ts'
import { gramsOf } from '#server/platform/search.ts'

/** The columns by which an issue is found, made of its title and the name of its enterprise. */
export const searchedColumns = (title: string, enterprise: string) => ({
  plainTitle: plain(title),
  grams: gramsOf(title, enterprise),
})
