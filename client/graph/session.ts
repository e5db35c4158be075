import type { ResultOf } from '@graphql-typed-document-node/core'
import { type Client, useQuery } from 'urql'
import { SignOutDocument, ViewerDocument } from './documents.ts'

/** The account that is signed in. */
export type Viewer = NonNullable<ResultOf<typeof ViewerDocument>['viewer']>

/** The viewer; null where nobody is signed in, undefined while it is not known. */
export function useViewer(): { viewer: Viewer | null | undefined; failed: boolean; retry: () => void } {
  const [{ data, error }, execute] = useQuery({ query: ViewerDocument })
  return {
    viewer: data?.viewer,
    failed: !data && error !== undefined,
    retry: () => execute({ requestPolicy: 'network-only' }),
  }
}

/** The address of the screen on which a role works. */
export function homeOf(role: Viewer['role']): string {
  if (role === 'SQUAD') return '/field'
  if (role === 'WALL') return '/board'
  return '/desk'
}

/** Ends the session and loads the page anew, so that nothing of it stays in memory. */
export async function signOut(client: Client): Promise<void> {
  await client.mutation(SignOutDocument, {}).toPromise()
  location.assign('/login')
}
