import { seesDetails } from '#server/modules/enterprises/access.ts'
import { seesNames } from '#server/modules/unions/access.ts'
import type { Viewer } from '#server/platform/context.ts'

/** True where what is found of an enterprise may say its credit code. */
export const readsCreditCodes = (viewer: Viewer): boolean => seesDetails(viewer)

/** Who may find squads and suppliers by the names of people. */
export const findsNames = seesNames
