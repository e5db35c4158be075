import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { MenuEntry } from '#client/ui/MenuButton.tsx'
import { type Card, cardAfter, cardsOf, type DayLists } from './day-lists.ts'
import { focusSoon } from './focus-soon.ts'

const cardSelector = (key: string) => `.desk-stop[data-key="${CSS.escape(key)}"]`

type CardDeeds = { putAt: (card: Card, squadId: string, index: number) => void; remove: (card: Card) => void }

/**
 * The deeds in the menu of a card: everything that a drag does, for whoever cannot drag, and more. The focus goes along with a
 * card that was moved, and from one that was removed to the next one of its list, or to the last button below the list.
 */
export function useCardEntries(lists: DayLists, { putAt, remove }: CardDeeds) {
  const { t } = useTranslation('desk')
  const [, go] = useLocation()

  return (card: Card, squadId: string): MenuEntry[] => {
    const list = lists.get(squadId)
    const alike = list ? cardsOf(list).filter(({ recorded }) => Boolean(recorded) === Boolean(card.recorded)) : []
    const index = alike.findIndex(({ key }) => key === card.key)
    const act = (to: string, place: number) => () => {
      putAt(card, to, place)
      focusSoon(cardSelector(card.key))
    }
    const take = () => {
      remove(card)
      const next = list && cardAfter(list, card.key)
      focusSoon(
        next
          ? cardSelector(next.key)
          : `[aria-labelledby="plan-squad-${list?.squad.number}"] .desk-squad-next > :last-child`,
      )
    }
    const others = [...lists.values()].filter(({ squad }) => squad.id !== squadId)
    return [
      ...(index > 0 ? [{ key: 'up', label: t('plan.up'), act: act(squadId, index - 1) }] : []),
      ...(index < alike.length - 1 ? [{ key: 'down', label: t('plan.down'), act: act(squadId, index + 1) }] : []),
      ...others.map(({ squad, planned, proposed }) => ({
        key: squad.id,
        label: t('plan.to', { number: squad.number }),
        act: act(squad.id, card.recorded ? planned.length : proposed.length),
      })),
      ...(card.recorded ? [{ key: 'open', label: t('plan.details'), act: () => go(`/desk/visits/${card.key}`) }] : []),
      { key: 'remove', label: t('plan.remove'), act: take },
    ]
  }
}
