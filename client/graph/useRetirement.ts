import { useTranslation } from 'react-i18next'
import type { TypedDocumentNode } from 'urql'
import { listText } from '#client/ui/list-text.ts'
import { useToast } from '#client/ui/Toast.tsx'
import type { ChangeInput } from './change.ts'
import { useChange } from './useChange.ts'

/** The two mutations by which rows of a noun go out of use and come back. */
type Documents<I extends ChangeInput, D> = {
  retire: TypedDocumentNode<D, { input: I }>
  restore: TypedDocumentNode<unknown, { input: I }>
  /** Reads which accounts were disabled with the row, for nouns that have accounts. */
  disabledIn?: (data: D) => readonly { displayName: string }[]
}

/**
 * Makes what retires a row, or restores it where it is retired. `name` is said in the sentence that confirms it, which offers
 * to undo it; `onDone` is called after each change. Of a noun that has accounts the sentence says which were disabled, and
 * that they stay so when the row comes back.
 */
export function useRetirement<I extends ChangeInput, D>(documents: Documents<I, D>, onDone?: () => void) {
  const { t, i18n } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const retire = useChange(documents.retire)
  const restore = useChange(documents.restore)
  const { disabledIn } = documents
  const retireRow = async (name: string, input: Omit<I, 'clientId'>, undo?: () => void) => {
    const { data, failure } = await retire(input)
    if (failure) return say(failure.message || common('offline'), { isAlert: true })
    onDone?.()
    const names = listText(
      (disabledIn?.(data) ?? []).map(({ displayName }) => displayName),
      i18n.language,
    )
    const text = names ? t('retired.didRetireWith', { name, names }) : t('retired.didRetire', { name })
    say(text, undo && { undo })
  }
  const restoreRow = async (name: string, input: Omit<I, 'clientId'>, undo?: () => void) => {
    const { failure } = await restore(input)
    if (failure) return say(failure.message || common('offline'), { isAlert: true })
    onDone?.()
    const accounts = disabledIn && { href: '/desk/accounts', link: t('nav.accounts') }
    say(t(accounts ? 'retired.didRestoreAlone' : 'retired.didRestore', { name }), {
      ...accounts,
      ...(undo && { undo }),
    })
  }
  return ({ retiredAt }: { retiredAt?: string | null }, name: string, input: Omit<I, 'clientId'>) =>
    retiredAt
      ? restoreRow(name, input, () => void retireRow(name, input))
      : retireRow(name, input, () => void restoreRow(name, input))
}
