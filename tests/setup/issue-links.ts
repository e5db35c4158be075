import { randomUUID } from 'node:crypto'
import { answerIssue } from '#server/modules/issues/answer.ts'
import { assignIssue } from '#server/modules/issues/assign.ts'
import { addIssueNote } from '#server/modules/issues/note.ts'
import { globalId } from '#server/platform/ids.ts'
import type { Answer, TestApp } from './app.ts'
import type { Caller } from './caller.ts'
import { openIssue } from './mutations.ts'
import type { SmallUnion } from './small-union.ts'

export const change = () => ({ clientId: randomUUID() })

/** An issue of the first enterprise which tax leads and police supports, with words of all kinds. */
export async function aSpokenIssue(union: SmallUnion): Promise<string> {
  const issueId = (await openIssue(union.squads[0], union.enterprises[0])).id
  const [tax, police] = [union.tax.agencyId!, union.police.agencyId!]
  const given = { ...change(), issueId, agencyId: tax, supportingIds: [police], instruction: '请今天联系老板' }
  await assignIssue(union.command, given)
  await addIssueNote(union.command, { ...change(), issueId, text: '内部:老板脾气急', isInternal: true })
  await addIssueNote(union.command, { ...change(), issueId, text: '企业下午有人' })
  await answerIssue(union.police, { ...change(), issueId, answer: '公安已到场' })
  return issueId
}

export type MadeLink = { address: string; link: { id: string } | null }
export const madeFields = 'address expiresAt link { id }'

/** Makes a link for an agency of the issue, or for its enterprise, and answers with its secret as well. */
export async function makeLink(who: Caller, issueId: string, agencyId?: string | null) {
  const input = { issueId: globalId('Issue', issueId), ...(agencyId && { agencyId: globalId('Agency', agencyId) }) }
  const made = await who.change<MadeLink>('createIssueLink', input, madeFields)
  return { ...made, secret: made.address.split('#')[1]! }
}

const shown = `no title state partState enterpriseName contactName contactPhone isForAgency actorName isNamed acts
  words { kind text } photos agencies { id name }`

export type LinkedIssue = {
  state: string
  partState: string | null
  actorName: string
  isNamed: boolean
  acts: string[]
  words: { kind: string; text: string }[]
  photos: string[]
  agencies: { id: string; name: string }[]
}

/** Whoever holds a link and has no account. */
export function holderOf(app: TestApp) {
  const ask = <T>(mutation: string, type: string, input: object, selection: string): Promise<Answer<T>> =>
    app.gql<T>(null, `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} } }`, { input })
  const open = (secret: string) =>
    ask<{ openIssueLink: LinkedIssue }>('openIssueLink', 'OpenIssueLinkInput', { secret }, shown)
  const act = (secret: string, what: string, given: object = {}) =>
    ask<{ actByIssueLink: { issue: LinkedIssue | null } }>(
      'actByIssueLink',
      'ActByIssueLinkInput',
      { ...change(), secret, act: what, ...given },
      `issue { ${shown} }`,
    )
  return { ask, open, act }
}

export const codeOf = ({ errors }: Answer) => errors?.[0]?.extensions.code
