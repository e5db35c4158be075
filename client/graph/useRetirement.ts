import { useTranslation } from 'react-i18next'
import type { TypedDocumentNode } from 'urql'
import { useToast } from '#client/ui/Toast.tsx'
import type { ChangeInput } from './change.ts'
import { useChange } from './useChange.ts'

/** The two mutations by which rows of a noun go out of use and come back. */
type Documents<I extends ChangeInput> = {
  retire: TypedDocumentNode<unknown, { input: I }>
  restore: TypedDocumentNode<unknown, { input: I }>
}

/**
 * Makes what retires a row, or restores it where it is retired. `name` is said in the sentence that confirms it, which offers
 * to undo it; `onDone` is called after each change.
 */
export function useRetirement<I extends ChangeInput>({ retire, restore }: Documents<I>, onDone?: () => void) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const changes = { true: useChange(retire), false: useChange(restore) }
  const set = async (name: string, isRetired: boolean, input: Omit<I, 'clientId'>, undo?: () => void) => {
    const { failure } = await changes[`${isRetired}`](input)
    if (failure) return say(failure.message || common('offline'))
    onDone?.()
    say(isRetired ? t('retired.didRetire', { name }) : t('retired.didRestore', { name }), undo && { undo })
  }
  return ({ retiredAt }: { retiredAt?: string | null }, name: string, input: Omit<I, 'clientId'>) => {
    const isRetired = !retiredAt
    return set(name, isRetired, input, () => void set(name, !isRetired, input))
  }
}
