import type { DeviceKind } from '#codegen/prisma/enums.ts'

/** The kind of device that a browser says it runs on. */
export function deviceOf(userAgent: string | undefined): DeviceKind {
  const text = userAgent ?? ''
  if (/iPad|Tablet|Android(?!.*Mobile)/i.test(text)) return 'TABLET'
  return /Mobile|iPhone|HarmonyOS.*Phone|MicroMessenger/i.test(text) ? 'PHONE' : 'COMPUTER'
}
