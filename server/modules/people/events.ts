import { registerEvents } from '#server/feed/audience.ts'

for (const noun of ['account', 'token', 'wall', 'session']) {
  registerEvents({ noun, visible: (_, viewer) => viewer.role === 'COMMAND' })
}
