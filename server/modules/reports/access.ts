import { allow, type Viewer } from '#server/platform/context.ts'
import { isOfRoster, type ListName } from './lists.ts'

/**
 * Throws FORBIDDEN where the viewer may not export this list: a wall exports nothing, and only the command centre
 * exports what rosters need, accounts, and phone numbers in full, for which it gives a reason. Every other list has the rows that the viewer may see.
 */
export function allowExport(viewer: Viewer, list: ListName, reason = ''): void {
  if (reason || isOfRoster(list) || list === 'ROSTER_TEMPLATE' || list === 'ACCOUNTS') allow(viewer, 'COMMAND')
  else allow(viewer, 'COMMAND', 'DISTRICT', 'SQUAD', 'AGENCY', 'ENTERPRISE', 'INTEGRATOR')
}
