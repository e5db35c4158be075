import './board/schema.ts'
import './feed/schema.ts'
import './modules/unions/schema.ts'
import './modules/calendars/schema.ts'
import './modules/zones/schema.ts'
import './modules/people/schema.ts'
import './modules/agencies/schema.ts'
import './modules/squads/schema.ts'
import './modules/enterprises/schema.ts'
import './modules/rosters/schema.ts'
import './modules/campaigns/schema.ts'
import './modules/policy-documents/schema.ts'
import './modules/visits/schema.ts'
import './modules/issues/schema.ts'
import './modules/papers/schema.ts'
import './modules/supplies/schema.ts'
import './modules/reply-templates/schema.ts'
import './modules/reports/schema.ts'
import './modules/views/schema.ts'
import './modules/links/schema.ts'
import './modules/search/schema.ts'
import './modules/backups/schema.ts'
import { addEventNames } from './log/event-names.ts'
import { builder } from './platform/builder.ts'

addEventNames()

/** The whole schema: each module adds its own. */
export const schema = builder.toSchema()
