import { seesDetails } from '#server/modules/enterprises/access.ts'
import type { Viewer } from '#server/platform/context.ts'

/** True where what is found of an enterprise may say its credit code. */
export const readsCreditCodes = (viewer: Viewer): boolean => seesDetails(viewer)
