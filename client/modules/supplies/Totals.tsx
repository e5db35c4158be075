import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Link } from 'wouter'
import { AsOf } from '#client/graph/as-of.ts'
import { momentText } from '#client/ui/dates.ts'
import { numberText } from '#client/ui/numbers.ts'
import type { SupplyItemFieldsFragment } from '#codegen/graph/graphql.ts'
import { SupplyTotalsDocument } from './documents.ts'
import { stages, useItemWords } from './items.ts'
import './supplies.css'

/** The union's totals with a card for each item, which has its own unit and its own number of enterprises. */
export function Totals({ items }: { items: readonly SupplyItemFieldsFragment[] }) {
  const { t } = useTranslation('desk')
  const { nameOf, unitOf } = useItemWords()
  const [{ data }] = useQuery({ query: SupplyTotalsDocument })
  const heardAt = use(AsOf)
  if (!data) return null
  return (
    <section className="supply-totals" aria-label={t('nav.orders')}>
      {items.map((item) => {
        const total = data.board.supplies.find(({ code }) => code === item.code)
        if (!total) return null
        return (
          <article key={item.id} className="ui-card">
            <h2>
              <Link href={`/desk/orders?item=${item.code}`}>{nameOf(item)}</Link>
              <small>{unitOf(item)}</small>
            </h2>
            <dl>
              {stages.map((stage) => (
                <div key={stage}>
                  <dt>{t(`orders.${stage}`)}</dt>
                  <dd>{numberText(total[stage])}</dd>
                </div>
              ))}
            </dl>
            <p>
              {t('orders.enterprises', { count: total.enterprisesReserved })}
              {item.kgPerUnit && ` · ${t('orders.kilograms', { kg: numberText(total.reserved * item.kgPerUnit) })}`}
            </p>
          </article>
        )
      })}
      <p className="ui-note">
        {t('orders.overlap')} {t('asOf', { at: momentText(heardAt ?? data.board.asOf) })}
      </p>
    </section>
  )
}
