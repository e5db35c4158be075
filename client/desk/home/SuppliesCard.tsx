import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { QuantityBar } from '#client/modules/supplies/Delivery.tsx'
import { useItemWords } from '#client/modules/supplies/items.ts'
import { numberText } from '#client/ui/numbers.ts'
import type { HomeBoard } from './HundredCard.tsx'

/** What is missing of each item: requested and not yet reserved. */
export function SuppliesCard({ board }: { board: HomeBoard }) {
  const { t } = useTranslation('desk')
  const { nameOf, unitOf } = useItemWords()
  const asked = board.supplyItems.flatMap((item) => {
    const total = board.supplies.find(({ code }) => code === item.code)
    return total && total.requested > 0 ? [{ item, total }] : []
  })
  return (
    <section className="ui-card home-card">
      <header>
        <h2>
          {t('home.gaps')}
          <small>{t('home.gapsNote')}</small>
        </h2>
        <Link href="/desk/orders?gap=true">{t('home.all')}</Link>
      </header>
      {asked.length === 0 && <p className="ui-note">{t('home.noOrders')}</p>}
      <ul className="home-supplies">
        {asked.map(({ item, total }) => {
          const gap = Math.max(0, total.requested - total.reserved)
          return (
            <li key={item.id}>
              <Link href={`/desk/orders?item=${item.code}`}>{nameOf(item)}</Link>
              <span>
                {gap > 0 ? t('home.gap', { count: numberText(gap), unit: unitOf(item) }) : t('home.noGap')}
                {' / '}
                {t('home.requested', { count: numberText(total.requested) })}
              </span>
              <QuantityBar quantities={total} />
            </li>
          )
        })}
      </ul>
    </section>
  )
}
