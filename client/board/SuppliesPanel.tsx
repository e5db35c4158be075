import { Flash } from '#client/ui/Flash.tsx'
import type { SupplyFiguresFragment, WallQuery } from '#codegen/graph/graphql.ts'
import { useWallContext } from './context.ts'
import { DeskLink } from './DeskLink.tsx'
import { listPath } from './paths.ts'
import { useWords } from './words.ts'

const limit = 6

type Item = WallQuery['board']['supplyItems'][number]

/**
 * Whether the supplies suffice, for each item by itself. An enterprise may have several items, so the numbers of
 * enterprises are never added up.
 */
export function SuppliesPanel() {
  const { board } = useWallContext()
  const { t } = useWords()
  const lines = board.supplyItems.flatMap((item) => {
    const figures = board.supplies.find((each) => each.code === item.code)
    return figures ? [{ item, figures }] : []
  })
  return (
    <section className="board-panel board-supplies" aria-labelledby="board-supplies">
      <header>
        <h2 id="board-supplies">{t('supplies.title')}</h2>
        <span className="board-keys" aria-hidden="true">
          <i className="board-swatch board-received" /> {t('supplies.received')}
          <i className="board-swatch board-reserved" /> {t('supplies.reserved')}
          <i className="board-swatch board-gap" /> {t('supplies.gap')}
        </span>
      </header>
      {lines.length === 0 ? (
        <p className="board-empty">{t('supplies.empty')}</p>
      ) : (
        <ul className="board-supply-list">
          {lines.slice(0, limit).map(({ item, figures }) => (
            <li key={item.id}>
              <SupplyLine item={item} figures={figures} />
            </li>
          ))}
        </ul>
      )}
      {lines.length > limit && (
        <DeskLink to={listPath('orders')} className="board-more">
          {t('supplies.more', { n: lines.length - limit })}
        </DeskLink>
      )}
    </section>
  )
}

function SupplyLine({ item, figures }: { item: Item; figures: SupplyFiguresFragment }) {
  const { t, number, english } = useWords()
  const { requested, reserved, received, enterprisesReserved } = figures
  const unit = english ? item.unitEn : item.unit
  const gap = Math.max(0, requested - reserved)
  const whole = Math.max(requested, reserved, received, 1)
  const orders = listPath('orders', { item: item.code })
  return (
    <div className="board-supply">
      <b className="board-item">{english ? item.nameEn : item.name}</b>
      <DeskLink to={orders} className="board-reservation">
        <span className="board-text-reserved">
          {t('supplies.reserved')} <Flash value={reserved}>{number(reserved)}</Flash>
        </span>{' '}
        <small>
          <Flash value={requested}>{t('supplies.requested', { n: number(requested), unit })}</Flash>
        </small>
      </DeskLink>
      <span className={`board-bar ${requested > 0 ? 'board-gap' : 'board-nothing-asked'}`} aria-hidden="true">
        <i className="board-received" style={{ width: `${(received / whole) * 100}%` }} />
        <i className="board-reserved" style={{ width: `${(Math.max(0, reserved - received) / whole) * 100}%` }} />
      </span>
      <small className="board-text-received">
        {t('supplies.received')} <Flash value={received}>{number(received)}</Flash>
      </small>
      <small>
        <Flash value={enterprisesReserved}>{t('supplies.enterprises', { n: number(enterprisesReserved) })}</Flash>
      </small>
      <small className={gap > 0 ? 'board-text-gap' : 'board-text-received'}>
        <Flash value={gap}>{gap > 0 ? `${t('supplies.gap')} ${number(gap)}` : t('supplies.noGap')}</Flash>
      </small>
    </div>
  )
}
