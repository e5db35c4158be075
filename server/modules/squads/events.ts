import { registerEvents } from '#server/feed/audience.ts'

registerEvents({
  noun: 'squad',
  visible: (event, viewer) => {
    switch (viewer.role) {
      case 'COMMAND':
      case 'DISTRICT':
      case 'WALL':
        return true
      case 'SQUAD':
        return event.squadId === viewer.squadId
      case 'INTEGRATOR':
        return viewer.scopes.includes('BOARD')
      case 'AGENCY':
      case 'ENTERPRISE':
        return false
    }
  },
})

registerEvents({ noun: 'agency', visible: (_, { role }) => role === 'COMMAND' || role === 'DISTRICT' })
