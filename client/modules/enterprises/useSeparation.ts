import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { useToast } from '#client/ui/Toast.tsx'
import { SeparateEnterpriseDocument } from './double-documents.ts'
import type { Choice } from './EnterpriseField.tsx'

/** Makes what takes an entry apart again from the enterprise into which it was merged, and says so. */
export function useSeparation() {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const separate = useChange(SeparateEnterpriseDocument)
  return async ({ id, name }: Choice) => {
    const { data, failure } = await separate({ enterpriseId: id })
    if (failure) return say(failure.message || common('offline'), { isAlert: true })
    const count = data.separateEnterprise.issuesAcross.length
    const words = count > 0 ? t('doubles.separatedAcross', { name, count }) : t('doubles.separated', { name })
    say(words, { href: `/desk/enterprises/${id}` })
  }
}
