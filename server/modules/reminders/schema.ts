import './inbox-type.ts'
import './acknowledge.ts'
import './set-settings.ts'
import './set-absences.ts'
