import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { useToast } from '#client/ui/Toast.tsx'
import { DismissDoubleDocument, RecallDoubleDocument } from './double-documents.ts'
import type { Choice } from './EnterpriseField.tsx'

/** Makes what says of two enterprises that they are not one, and what takes that back. */
export function useDismissal() {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const dismissPair = useChange(DismissDoubleDocument)
  const recallPair = useChange(RecallDoubleDocument)
  const failed = (message: string) => say(message || common('offline'), { isAlert: true })
  const recall = async (one: Choice, other: Choice) => {
    const { failure } = await recallPair({ enterpriseId: one.id, otherEnterpriseId: other.id })
    if (failure) failed(failure.message)
    else say(t('doubles.recalled', { name: one.name }))
  }
  const dismiss = async (one: Choice, other: Choice) => {
    const { failure } = await dismissPair({ enterpriseId: one.id, otherEnterpriseId: other.id })
    if (failure) failed(failure.message)
    else say(t('doubles.dismissed', { name: one.name }), { undo: () => void recall(one, other) })
  }
  return { dismiss, recall }
}
