import { registerEvents } from '#server/feed/audience.ts'
import { knowsItems } from './access.ts'

registerEvents({
  noun: 'supply',
  visible: (event, viewer) => {
    switch (viewer.role) {
      case 'COMMAND':
      case 'DISTRICT':
      case 'WALL':
      case 'SQUAD':
        return true
      case 'ENTERPRISE':
        return event.enterpriseId === viewer.enterpriseId
      case 'INTEGRATOR':
        return viewer.scopes.includes('BOARD') || viewer.scopes.includes('SUPPLIES')
      case 'AGENCY':
        return false
    }
  },
})

registerEvents({ noun: 'supply_item', visible: (_, viewer) => knowsItems(viewer) })

registerEvents({
  noun: 'supplier',
  visible: (_, viewer) => viewer.role !== 'INTEGRATOR' || viewer.scopes.includes('SUPPLIES'),
})
