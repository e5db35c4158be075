import { useTranslation } from 'react-i18next'
import { useToast } from '#client/ui/Toast.tsx'

/** A change that takes another one back, and says so or why not. */
export function useUndo() {
  const { t } = useTranslation()
  const say = useToast()
  return async (change: Promise<{ failure?: { message: string } | undefined }>) => {
    const { failure } = await change
    if (failure) return say(failure.message || t('offline'), { isAlert: true })
    say(t('undone'))
  }
}
