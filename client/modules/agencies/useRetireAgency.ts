import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { useToast } from '#client/ui/Toast.tsx'
import type { AgencyRowFragment } from '#codegen/graph/graphql.ts'
import { RestoreAgencyDocument, RetireAgencyDocument } from './documents.ts'

/** Retires an agency or restores it. The sentence that confirms it has a button to undo it. */
export function useRetireAgency(onDone: () => void) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const retire = useChange(RetireAgencyDocument)
  const restore = useChange(RestoreAgencyDocument)
  const set = async ({ id, name }: AgencyRowFragment, retired: boolean, undo?: () => void) => {
    const { failure } = await (retired ? retire : restore)({ agencyId: id })
    if (failure) return say(failure.message || common('offline'))
    onDone()
    say(retired ? t('setUp.didRetire', { name }) : t('setUp.didRestore', { name }), undo && { undo })
  }
  return (agency: AgencyRowFragment) => {
    const retired = !agency.retiredAt
    return set(agency, retired, () => set(agency, !retired))
  }
}
