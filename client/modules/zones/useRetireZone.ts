import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { useToast } from '#client/ui/Toast.tsx'
import type { ZoneRowFragment } from '#codegen/graph/graphql.ts'
import { RestoreZoneDocument, RetireZoneDocument } from './documents.ts'

/** Retires a zone or restores it. The sentence that confirms it has a button to undo it. */
export function useRetireZone(onDone: () => void) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const retire = useChange(RetireZoneDocument)
  const restore = useChange(RestoreZoneDocument)
  const set = async ({ id, name }: ZoneRowFragment, retired: boolean, undo?: () => void) => {
    const { failure } = await (retired ? retire : restore)({ zoneId: id })
    if (failure) return say(failure.message || common('offline'))
    onDone()
    say(retired ? t('setUp.didRetire', { name }) : t('setUp.didRestore', { name }), undo && { undo })
  }
  return (zone: ZoneRowFragment) => {
    const retired = !zone.retiredAt
    return set(zone, retired, () => set(zone, !retired))
  }
}
