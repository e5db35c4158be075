import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { useToast } from '#client/ui/Toast.tsx'
import { RestoreSquadDocument, RetireSquadDocument } from './documents.ts'

type Squad = { id: string; number: number; retiredAt?: string | null }

/** Retires a squad or restores it. The sentence that confirms it has a button to undo it. */
export function useRetireSquad(onDone: () => void = () => {}) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const retire = useChange(RetireSquadDocument)
  const restore = useChange(RestoreSquadDocument)
  const set = async ({ id, number }: Squad, retired: boolean, undo?: () => void) => {
    const { failure } = await (retired ? retire : restore)({ squadId: id })
    if (failure) return say(failure.message || common('offline'))
    onDone()
    const name = t('squadNumber', { number })
    say(retired ? t('setUp.didRetire', { name }) : t('setUp.didRestore', { name }), undo && { undo })
  }
  return (squad: Squad) => {
    const retired = !squad.retiredAt
    return set(squad, retired, () => set(squad, !retired))
  }
}
