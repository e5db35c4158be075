import { registerEvents } from '#server/feed/audience.ts'
import type { Viewer } from '#server/platform/context.ts'

const watchers = (viewer: Viewer) => ['COMMAND', 'DISTRICT', 'WALL'].includes(viewer.role)

for (const noun of ['union', 'zone']) registerEvents({ noun, visible: (_, viewer) => watchers(viewer) })
