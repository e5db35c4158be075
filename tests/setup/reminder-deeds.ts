import { day } from './days.ts'
import type { EveryDeed } from './deed-inputs.ts'

const inbox = { fields: 'inbox { open }', meets: ['account'] } as const

/** The deeds on one's own inbox. They tell nobody else, and so have no event. */
export const reminderDeeds: Record<string, EveryDeed> = {
  acknowledgeReminders: { ...inbox, input: async () => ({}) },
  setReminderSettings: {
    ...inbox,
    input: async () => ({ mutedKinds: ['EXTENDED'], quietFrom: '21:00', quietTo: '07:00', soundsPerHour: 3 }),
  },
  setAbsences: { ...inbox, input: async () => ({ absences: [{ fromOn: day(1), toOn: day(3) }] }) },
}
