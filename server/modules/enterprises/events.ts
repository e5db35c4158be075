import type { Event } from '#codegen/prisma/client.ts'
import { registerEvents } from '#server/feed/audience.ts'
import type { Viewer } from '#server/platform/context.ts'
import './board-event.ts'

function visible(event: Event, viewer: Viewer): boolean {
  switch (viewer.role) {
    case 'COMMAND':
    case 'DISTRICT':
    case 'WALL':
    case 'SQUAD':
    case 'AGENCY':
      return true
    case 'ENTERPRISE':
      return event.enterpriseId === viewer.enterpriseId
    case 'INTEGRATOR':
      return viewer.scopes.includes('BOARD') || viewer.scopes.includes('ENTERPRISES')
  }
}

registerEvents({ noun: 'enterprise', visible })
registerEvents({ noun: 'roster', visible: (event, viewer) => viewer.role !== 'ENTERPRISE' && visible(event, viewer) })
