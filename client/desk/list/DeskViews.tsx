import type { Viewer } from '#client/graph/session.ts'
import { type ReadyView, Views } from '#client/modules/views/Views.tsx'
import type { ViewList } from '#codegen/graph/graphql.ts'

/** The views of a list for the account that is signed in. Only the command centre shares views. */
export function DeskViews({ viewer, list, ready }: { viewer: Viewer; list: ViewList; ready: readonly ReadyView[] }) {
  return <Views list={list} ready={ready} viewerId={viewer.id} mayShare={viewer.role === 'COMMAND'} />
}
