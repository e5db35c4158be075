import { registerEvents } from '#server/events/policy.ts'

for (const noun of ['account', 'token', 'wall', 'session']) {
  registerEvents({ noun, visible: (_, viewer) => viewer.role === 'COMMAND' })
}
