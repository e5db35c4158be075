import { useTranslation } from 'react-i18next'
import type { SupplyItemFieldsFragment } from '#codegen/graph/graphql.ts'

/** An item's name and unit in the language of the page. */
export function useItemWords(): {
  nameOf: (item: Pick<SupplyItemFieldsFragment, 'name' | 'nameEn'>) => string
  unitOf: (item: Pick<SupplyItemFieldsFragment, 'unit' | 'unitEn'>) => string
} {
  const { i18n } = useTranslation()
  const english = i18n.language === 'en'
  return {
    nameOf: ({ name, nameEn }) => (english ? nameEn : name),
    unitOf: ({ unit, unitEn }) => (english ? unitEn : unit),
  }
}

/** The five quantities of an order, from requested to accepted. */
export const stages = ['requested', 'reserved', 'dispatched', 'received', 'accepted'] as const

/** One of these quantities. */
export type Stage = (typeof stages)[number]
