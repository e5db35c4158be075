import { globalId } from '#server/platform/ids.ts'
import type { Caller } from './caller.ts'
import { assignIssue, openIssue, planVisit } from './mutations.ts'
import { aTinyPhoto } from './photos.ts'
import type { SmallUnion } from './small-union.ts'

/** A photo, as its payload and its list show it. */
export type Paper = { id: string; name: string; url: string; smallUrl: string; addedBy: { displayName: string } }
/** What the payload of addPaper is asked for. */
export const paperFields = 'paper { id name size width height addedAt addedBy { id displayName } url smallUrl }'

/** Adds a photo to an issue or a visit. */
export const addPaper = async (who: Caller, on: object, file: File = aTinyPhoto()) =>
  (await who.change<{ paper: Paper }>('addPaper', { ...on, file }, paperFields)).paper

/** An issue of the first enterprise, found by the first squad, for the tax agency. */
export async function anIssueOf(union: SmallUnion): Promise<{ issueId: string }> {
  const { id } = await openIssue(union.squads[0], union.enterprises[0])
  await assignIssue(union.command, id, union.tax)
  return { issueId: globalId('Issue', id) }
}

/** A visit of the first squad to the first enterprise. */
export async function aVisitOf(union: SmallUnion, plannedOn: string): Promise<{ visitId: string }> {
  const { id } = await planVisit(union.squads[0], union.enterprises[0], { plannedOn })
  return { visitId: globalId('Visit', id) }
}

type Shown = { issue?: { papers: Paper[] } | null; visit?: { papers: Paper[] } | null }

/** The photos of an issue or a visit that somebody is shown; null where it does not see that. */
export const papersFor = async (who: Caller, { issueId, visitId }: { issueId?: string; visitId?: string }) => {
  const [field, id] = issueId ? ['issue', issueId] : ['visit', visitId]
  const found = await who.query<Shown>(
    `query ($id: ID!) { ${field} (id: $id) { papers { id name url smallUrl addedBy { displayName } } } }`,
    { id },
  )
  return (found.issue ?? found.visit)?.papers ?? null
}

/** Opens a link at the address of the tests. */
export const openPaper = (app: { url: string }, url: string) => fetch(app.url + new URL(url).pathname)
