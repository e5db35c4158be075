import type { ReactNode } from 'react'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { DateChoice } from '#client/ui/form/DateField.tsx'
import { Choice } from '#client/ui/form/SelectField.tsx'
import { useListAddress } from './address.ts'
import { daysOf, daysText, type Filter, valueText } from './filters.ts'
import { SearchFilter } from './SearchFilter.tsx'
import './list.css'

type FilterBarProps = {
  /** The label of the search field; without it the list has no search. */
  search?: string
  filters: readonly Filter[]
  /** Ready views and further parts of the bar. */
  children?: ReactNode
}

/** The bar above a list: search, the filters that are set, each with a button that removes it, and the fields of all. */
export function FilterBar({ search, filters, children }: FilterBarProps) {
  const { t, i18n } = useTranslation()
  const { get, set } = useListAddress()
  const active = filters.flatMap((filter) => {
    const value = get(filter.name)
    return value ? [{ filter, text: valueText(filter, value, i18n.language) }] : []
  })
  return (
    <div className="ui-filters">
      {search && <SearchFilter label={search} />}
      {children}
      {active.map(({ filter: { name, label }, text }) => (
        <span key={name} className="ui-filter-chip">
          {text ? t('list.narrowed', { name: label, value: text }) : label}
          <Button
            tone="plain"
            small
            aria-label={t('list.removeFilter', { name: label })}
            onPress={() => set({ [name]: undefined })}
          >
            ×
          </Button>
        </span>
      ))}
      {active.length > 1 && (
        <Button tone="plain" small onPress={() => set(Object.fromEntries(active.map((one) => [one.filter.name, ''])))}>
          {t('list.removeFilters')}
        </Button>
      )}
      {filters.some(({ kind }) => kind !== 'link') && (
        <DialogTrigger>
          <Button small>+ {t('list.filter')}</Button>
          <Popover className="ui-filter-fields" placement="bottom start">
            <Dialog aria-label={t('list.filter')}>
              {filters.filter(isOffered).map((filter) => (
                <FilterField key={filter.name} filter={filter} />
              ))}
            </Dialog>
          </Popover>
        </DialogTrigger>
      )}
    </div>
  )
}

/** True for a filter that has something to choose. */
const isOffered = (filter: Filter) => filter.kind !== 'choice' || filter.options.length > 0

function FilterField({ filter }: { filter: Filter }) {
  const { t, i18n } = useTranslation()
  const { get, set } = useListAddress()
  const { kind, name, label } = filter
  const value = get(name) ?? ''
  if (kind === 'link') return null
  if (kind === 'days') return <DaysField label={label} value={value} onChange={(days) => set({ [name]: days })} />
  const isKnown = filter.options.some((option) => option.value === value)
  // a figure may count several values; its link names them all
  const several = value && !isKnown ? [{ value, label: valueText(filter, value, i18n.language) }] : []
  return (
    <Choice
      label={label}
      options={[...filter.options, ...several]}
      empty={filter.usual ?? t('all')}
      value={value}
      onChange={(chosen) => set({ [name]: chosen })}
    />
  )
}

function DaysField({ label, value, onChange }: { label: string; value: string; onChange: (days: string) => void }) {
  const { t } = useTranslation()
  const days = daysOf(value)
  const [from, to] = [days?.from ?? '', days?.to ?? '']
  return (
    <fieldset className="ui-days">
      <legend>{label}</legend>
      <DateChoice label={t('list.from')} value={from} max={to} onChange={(day) => onChange(daysText(day, to))} />
      <DateChoice label={t('list.to')} value={to} min={from} onChange={(day) => onChange(daysText(from, day))} />
    </fieldset>
  )
}
