import { registerEvents } from '#server/feed/audience.ts'

registerEvents({
  noun: 'campaign',
  visible: (_, viewer) => {
    switch (viewer.role) {
      case 'COMMAND':
      case 'DISTRICT':
      case 'WALL':
      case 'SQUAD':
        return true
      case 'INTEGRATOR':
        return viewer.scopes.includes('BOARD')
      case 'AGENCY':
      case 'ENTERPRISE':
        return false
    }
  },
})
