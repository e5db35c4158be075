import { v4 as newId } from 'uuid'
import type { Failure } from '#client/graph/errors.ts'
import type { ShowLinkMutation } from '#codegen/graph/graphql.ts'
import { ShowLinkDocument } from './documents.ts'
import { useAnswer } from './useAnswer.ts'

/** The secret of a link, and the UUID by which this device asks: an answer that was lost can be asked for again. */
export type HeldLink = { secret: string; clientId: string }

const storageKey = 'sizhen.link'

/** The link in the address, which is taken out of it at once, or the one that this page was opened by before. */
export function heldLink(): HeldLink | null {
  const secret = location.hash.slice(1)
  if (secret) {
    sessionStorage.setItem(storageKey, JSON.stringify({ secret, clientId: newId() } satisfies HeldLink))
    history.replaceState(null, '', location.pathname)
  }
  return JSON.parse(sessionStorage.getItem(storageKey) ?? 'null')
}

/** Forgets the link, once it was used. */
export const forgetLink = (): void => sessionStorage.removeItem(storageKey)

export type ShownLink = ShowLinkMutation['showLink']

/** Asks whose link it is until there is an answer: 'waiting' meanwhile, then the link or why there is none. */
export function useShownLink(link: HeldLink | null): 'waiting' | ShownLink | Failure {
  const answer = useAnswer(ShowLinkDocument, link?.secret ?? null)
  return typeof answer === 'object' && 'showLink' in answer ? answer.showLink : answer
}
