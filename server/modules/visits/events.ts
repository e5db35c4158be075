import { registerEvents } from '#server/feed/audience.ts'

registerEvents({
  noun: 'visit',
  visible: (event, viewer) => {
    switch (viewer.role) {
      case 'COMMAND':
      case 'DISTRICT':
      case 'WALL':
        return true
      case 'SQUAD':
        return event.squadId === viewer.squadId
      case 'ENTERPRISE':
        return event.enterpriseId === viewer.enterpriseId
      case 'INTEGRATOR':
        return viewer.scopes.includes('BOARD') || viewer.scopes.includes('VISITS')
      case 'AGENCY':
        return false
    }
  },
})
