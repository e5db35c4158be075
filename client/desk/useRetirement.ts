import { useTranslation } from 'react-i18next'
import { useToast } from '#client/ui/Toast.tsx'

type Done = Promise<{ failure?: { message: string } | undefined }>

/** What is retired or restored: its name, and the two changes. */
type Retired = { name: string; retiredAt?: string | null; retire: () => Done; restore: () => Done }

/** Retires a record, or restores it where it is retired. The sentence that confirms it offers to undo it. */
export function useRetirement(): (record: Retired) => Promise<void> {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const set = async (record: Retired, isRetired: boolean, undo?: () => void) => {
    const { failure } = await (isRetired ? record.retire() : record.restore())
    if (failure) return say(failure.message || common('offline'))
    const { name } = record
    say(isRetired ? t('retired.didRetire', { name }) : t('retired.didRestore', { name }), undo && { undo })
  }
  return (record) => {
    const isRetired = !record.retiredAt
    return set(record, isRetired, () => void set(record, !isRetired))
  }
}
