import { registerEvents } from '#server/feed/audience.ts'

registerEvents({
  noun: 'issue',
  visible: (event, viewer) => {
    switch (viewer.role) {
      case 'COMMAND':
      case 'DISTRICT':
      case 'WALL':
        return true
      case 'SQUAD':
        return event.squadId === viewer.squadId
      case 'AGENCY':
        return viewer.agencyId !== null && (event.facts as { agencyId?: string | null }).agencyId === viewer.agencyId
      case 'ENTERPRISE':
        return event.enterpriseId === viewer.enterpriseId
      case 'INTEGRATOR':
        return viewer.scopes.includes('BOARD') || viewer.scopes.includes('ISSUES')
    }
  },
})
