import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { ask } from './small-union.ts'

type Shown = {
  issue: {
    no: string
    state: string
    returns: number
    needsConsultation: boolean
    proposedAgency: { name: string } | null
    contact: { name: string } | null
    parts: { agency: { name: string }; leads: boolean; state: string }[]
    entries: { text: string; isInternal: boolean }[]
    history: { edges: { node: { kind: string; entry: { text: string } | null } }[] }
  } | null
}
/** An issue as a viewer reads it; null where it may not. */
export const shown = async (actor: Actor, id: string) => {
  const document = `query ($id: ID!) { issue(id: $id) { no state returns needsConsultation proposedAgency { name }
    contact { name } parts { agency { name } leads state } entries { text isInternal }
    history(first: 50) { edges { node { kind entry { text } } } } } }`
  return (await ask<Shown>(actor, document, { id: globalId('Issue', id) })).issue
}
