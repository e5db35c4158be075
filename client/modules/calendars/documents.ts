import { graphql } from '#client/graph/graphql.ts'

/** When the union works in a year, and its time limits. */
export const WorkCalendarDocument = graphql(`
  query WorkCalendar($unionId: ID, $year: Int) {
    workCalendar(unionId: $unionId, year: $year) {
      year
      isYearKnown
      missingYear
      minutesOfDay
      hours {
        weekday
        from
        to
      }
      days {
        date
        isWorkday
        name
        nameEn
        source
      }
      limits {
        urgency
        takeIn {
          amount
          unit
        }
        doneIn {
          amount
          unit
        }
      }
      ladder {
        recipient
        minutes
        emergencyMinutes
      }
    }
  }
`)

/** Whom overdue issues reach one after the other. */
export const SetEscalationDocument = graphql(`
  mutation SetEscalation($input: SetEscalationInput!) {
    setEscalation(input: $input) {
      seq
    }
  }
`)

/** Other working hours of the usual week. */
export const SetWorkingHoursDocument = graphql(`
  mutation SetWorkingHours($input: SetWorkingHoursInput!) {
    setWorkingHours(input: $input) {
      seq
    }
  }
`)

/** What the union says of some days. */
export const SetCalendarDaysDocument = graphql(`
  mutation SetCalendarDays($input: SetCalendarDaysInput!) {
    setCalendarDays(input: $input) {
      seq
    }
  }
`)

/** Other time limits. */
export const SetTimeLimitsDocument = graphql(`
  mutation SetTimeLimits($input: SetTimeLimitsInput!) {
    setTimeLimits(input: $input) {
      seq
    }
  }
`)

/** What stands in the text of a notice; nothing of it is kept. */
export const ReadHolidayNoticeDocument = graphql(`
  query ReadHolidayNotice($text: String!, $year: Int!) {
    readHolidayNotice(text: $text, year: $year) {
      days {
        date
        isWorkday
        name
        isKnown
      }
      leftOut {
        sentence
        trouble
      }
    }
  }
`)
