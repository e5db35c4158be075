import { graphql } from '#client/graph/graphql.ts'
// a fragment must be defined before a document spreads it
import '#client/modules/measures/documents.ts'

/** What waits in the inbox, for its count and its sounds. */
export const InboxCountDocument = graphql(`
  query InboxCount {
    inbox {
      open
      reminders(isOpen: true) {
        id
        kind
        ringsAt
        no
        issue {
          id
          title
          isEmergency
        }
        enterpriseName
        measure {
          id
          what
        }
      }
      settings {
        quietFrom
        quietTo
        soundsPerHour
      }
    }
  }
`)

/** The whole inbox: what one is told, and how. */
export const InboxDocument = graphql(`
  query Inbox($isOpen: Boolean) {
    inbox {
      open
      reminders(isOpen: $isOpen) {
        id
        kind
        at
        acknowledgedAt
        no
        enterpriseName
        measure {
          ...MeasureRow
        }
        issue {
          id
          title
          state
          clock
          dueAt
          climbedTo
          waitsFor
        }
      }
      settings {
        mutedKinds
        quietFrom
        quietTo
        soundsPerHour
      }
      absences {
        id
        fromOn
        toOn
        deputy {
          id
          displayName
        }
      }
      colleagues {
        id
        displayName
      }
    }
  }
`)

/** Acknowledges reminders. */
export const AcknowledgeRemindersDocument = graphql(`
  mutation AcknowledgeReminders($input: AcknowledgeRemindersInput!) {
    acknowledgeReminders(input: $input) {
      inbox {
        open
      }
    }
  }
`)

/** How one wants to be told. */
export const SetReminderSettingsDocument = graphql(`
  mutation SetReminderSettings($input: SetReminderSettingsInput!) {
    setReminderSettings(input: $input) {
      inbox {
        open
      }
    }
  }
`)

/** When one is not on duty. */
export const SetAbsencesDocument = graphql(`
  mutation SetAbsences($input: SetAbsencesInput!) {
    setAbsences(input: $input) {
      inbox {
        open
      }
    }
  }
`)
