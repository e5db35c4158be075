import { day } from './days.ts'
import type { EveryDeed } from './deed-inputs.ts'

const calendar = {
  fields: 'calendar { minutesOfDay hours { weekday from to } limits { urgency } }',
  meets: ['union'],
} as const

/** The deeds on the calendar of a union. */
export const calendarDeeds: Record<string, EveryDeed> = {
  setWorkingHours: {
    ...calendar,
    input: async () => ({
      hours: Array.from({ length: 5 }, (_, i) => {
        const from = `0${Math.floor(Math.random() * 10)}:${10 + Math.floor(Math.random() * 50)}`
        return { weekday: i + 1, from, to: '17:30' }
      }),
    }),
  },
  setCalendarDays: {
    ...calendar,
    input: async () => ({
      days: [{ date: day(Math.floor(Math.random() * 10_000)), isWorkday: false, name: '停电' }],
    }),
  },
  setEscalation: {
    ...calendar,
    input: async () => {
      const minutes = Math.floor(Math.random() * 10_000)
      return { rungs: [{ recipient: 'OFFICER', minutes, emergencyMinutes: minutes }] }
    },
  },
  setTimeLimits: {
    ...calendar,
    input: async () => ({
      limits: [
        {
          urgency: 'LOW',
          takeIn: { amount: 1 + Math.floor(Math.random() * 10), unit: 'WORKING_HOURS' },
          doneIn: { amount: 10 + Math.floor(Math.random() * 700), unit: 'WORKING_DAYS' },
        },
      ],
    }),
  },
}
