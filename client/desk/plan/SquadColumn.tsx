import { GridList } from 'react-aria-components/GridList'
import { Group } from 'react-aria-components/Group'
import { isTextDropItem, useDragAndDrop } from 'react-aria-components/useDragAndDrop'
import { useTranslation } from 'react-i18next'
import type { ProposedStop } from '#client/modules/visits/day-plan.ts'
import { visitTone } from '#client/modules/visits/tones.ts'
import { Button } from '#client/ui/Button.tsx'
import { listText } from '#client/ui/list-text.ts'
import type { MenuEntry } from '#client/ui/MenuButton.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { DayStopCard, leftOverText } from './DayStopCard.tsx'
import { type Card, cardsOf, type DayList, type DropPlace } from './day-lists.ts'
import { StopChoice } from './StopChoice.tsx'
import type { CardRefusal } from './useRecordedStops.ts'

/** What the page can do with the stops of the day. A card is named by its key. */
export type DayDeeds = {
  put: (key: string, squadId: string, at?: DropPlace) => void
  add: (squadId: string, stop: ProposedStop) => void
  agree: (key: string, time: string | null) => void
  entriesOf: (card: Card, squadId: string) => MenuEntry[]
}

type SquadColumnProps = {
  list: DayList
  /** What may be added by one press. */
  next: readonly ProposedStop[]
  deeds: DayDeeds
  refusal: CardRefusal | null
  /** The key of the card whose move is not answered yet. */
  moving: string | undefined
  /** What all addresses of the page begin with. */
  place: string
}

/** The kind of what is dragged, so that nothing else can be put down here. */
const kind = 'application/x-sizhen-stop'

/** A squad’s day: what is over or under way, the cards that can be moved, and what may be added. */
export function SquadColumn({ list, next, deeds, refusal, moving, place }: SquadColumnProps) {
  const { t, i18n } = useTranslation('desk')
  const { squad, fixed } = list
  const cards = cardsOf(list)
  const dragAndDropHooks = useCardDrag(list, cards, deeds)
  const zones = listText(
    squad.zones.map(({ name }) => name),
    i18n.language,
  )
  const head = `plan-squad-${squad.number}`
  const count = fixed.filter(({ state }) => state !== 'SKIPPED').length + cards.length
  return (
    <section className="desk-squad" aria-labelledby={head}>
      <header>
        <h2 id={head}>{t('squadNumber', { number: squad.number })}</h2>
        <span className="desk-squad-count">{t('plan.count', { count })}</span>
        <small>{zones || t('plan.noZones')}</small>
      </header>
      {fixed.length > 0 && (
        <ul className="desk-squad-fixed">
          {fixed.map(({ id, stop, enterprise, state }) => (
            <li key={id}>
              <span title={enterprise.name}>
                {stop || ''} {enterprise.name}
              </span>
              <FixedState state={state} />
            </li>
          ))}
        </ul>
      )}
      <GridList
        className="desk-stops"
        aria-label={t('plan.stopsOf', { number: squad.number })}
        dragAndDropHooks={dragAndDropHooks}
        renderEmptyState={() => <p className="desk-stops-empty">{t('plan.drop')}</p>}
      >
        {cards.map((card, index) => (
          <DayStopCard
            key={card.key}
            card={card}
            number={numberOf(list, card, index)}
            entries={deeds.entriesOf(card, squad.id)}
            refusal={refusal?.key === card.key ? refusal.message : null}
            isMoving={card.key === moving}
            place={place}
            onTime={(time) => deeds.agree(card.key, time)}
          />
        ))}
      </GridList>
      <Group className="desk-squad-next" aria-label={t('plan.next')}>
        {next.map((stop) => (
          <Button
            key={stop.enterpriseId}
            small
            tone="plain"
            aria-label={t('plan.addNext', { name: stop.name })}
            onPress={() => deeds.add(squad.id, stop)}
          >
            <span aria-hidden="true">+</span>
            <span className="desk-next-name" title={stop.name}>
              {stop.name}
            </span>
            {stop.leftOver && <small>{leftOverText(stop.leftOver.plannedOn, t, i18n.language)}</small>}
          </Button>
        ))}
        <StopChoice number={squad.number} onChoose={(stop) => deeds.add(squad.id, stop)} />
      </Group>
    </section>
  )
}

/** The number that a card’s stop has or will have on the list of the day. */
function numberOf({ fixed, planned }: DayList, { recorded }: Card, index: number): number {
  if (recorded) return recorded.stop
  const last = Math.max(0, ...[...fixed, ...planned].map(({ stop }) => stop))
  return last + 1 + index - planned.length
}

function FixedState({ state }: { state: DayList['fixed'][number]['state'] }) {
  const { t } = useTranslation()
  return <Tag tone={visitTone[state]}>{t(`VisitState.${state}`)}</Tag>
}

/** Lets the cards be dragged within the list and to other lists, by mouse, touch and keyboard. */
function useCardDrag({ squad }: DayList, cards: readonly Card[], { put }: DayDeeds) {
  const nameOf = (key: string) => cards.find((card) => card.key === key)?.name ?? ''
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ [kind]: String(key), 'text/plain': nameOf(String(key)) })),
    acceptedDragTypes: [kind],
    getDropOperation: () => 'move',
    onReorder: ({ keys, target }) => {
      if (target.dropPosition === 'on') return
      for (const key of keys) put(String(key), squad.id, { key: String(target.key), position: target.dropPosition })
    },
    onInsert: async ({ items, target }) => {
      if (target.dropPosition === 'on') return
      for (const item of items.filter(isTextDropItem)) {
        put(await item.getText(kind), squad.id, { key: String(target.key), position: target.dropPosition })
      }
    },
    onRootDrop: async ({ items }) => {
      for (const item of items.filter(isTextDropItem)) put(await item.getText(kind), squad.id)
    },
  })
  return dragAndDropHooks
}
