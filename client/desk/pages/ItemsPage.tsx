import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { may } from '#client/desk/rights.ts'
import { QueryResult } from '#client/graph/QueryResult.tsx'
import type { Viewer } from '#client/graph/session.ts'
import { useChange } from '#client/graph/useChange.ts'
import { useRetirement } from '#client/graph/useRetirement.ts'
import {
  CreateSupplyItemDocument,
  ItemListDocument,
  RestoreSupplyItemDocument,
  RetireSupplyItemDocument,
} from '#client/modules/supplies/directory-documents.ts'
import { ItemForm } from '#client/modules/supplies/ItemForm.tsx'
import { usualItems } from '#client/text/usual-items.ts'
import { Button } from '#client/ui/Button.tsx'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { EmptyNote } from '#client/ui/EmptyNote.tsx'
import { useListAddress } from '#client/ui/list/address.ts'
import { Page } from '#client/ui/Page.tsx'
import { Table } from '#client/ui/Table.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import type { ItemListQuery } from '#codegen/graph/graphql.ts'
import { RetiredSwitch } from './RetiredSwitch.tsx'

type Item = ItemListQuery['supplyItems'][number]

/** The page of what can be ordered: items with their units. */
export function ItemsPage({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const say = useToast()
  const { get, set } = useListAddress()
  const isRetired = get('retired') === 'true'
  const choose = (retired: boolean) => set({ retired: retired ? 'true' : undefined })
  const [result, again] = useQuery({ query: ItemListDocument, variables: { retired: isRetired } })
  return (
    <Page
      title={t('items.title')}
      actions={
        may(viewer.role, 'createSupplyItem') && (
          <DialogButton label={t('items.add')} tone="main">
            {(close) => (
              <ItemForm
                onCancel={close}
                onSaved={(name) => {
                  close()
                  say(t('items.added', { name }))
                }}
              />
            )}
          </DialogButton>
        )
      }
      wide
    >
      <RetiredSwitch isRetired={isRetired} onChange={choose} />
      <div className="ui-list">
        <QueryResult result={result} retry={again}>
          {({ supplyItems }) =>
            supplyItems.length ? (
              <Table
                caption={t('items.title')}
                rows={supplyItems}
                rowKey={({ id }) => id}
                columns={[
                  { head: t('items.name'), cell: ({ name }) => name },
                  { head: t('items.nameEn'), cell: ({ nameEn }) => nameEn },
                  { head: t('items.code'), cell: ({ code }) => code },
                  { head: t('items.unit'), cell: ({ unit, unitEn }) => `${unit} · ${unitEn}` },
                  { head: t('items.kgPerUnit'), cell: ({ kgPerUnit }) => kgPerUnit ?? '—', numeric: true },
                  ...(may(viewer.role, 'updateSupplyItem')
                    ? [{ head: t('retired.deeds'), cell: (item: Item) => <ItemDeeds item={item} /> }]
                    : []),
                ]}
              />
            ) : (
              <NoItems isRetired={isRetired} mayCreate={may(viewer.role, 'createSupplyItem')} />
            )
          }
        </QueryResult>
      </div>
    </Page>
  )
}

/** The note of an empty list. Whoever may make items can make the usual ones at once. */
function NoItems({ isRetired, mayCreate }: { isRetired: boolean; mayCreate: boolean }) {
  const { t } = useTranslation('desk')
  if (isRetired) return <EmptyNote>{t('retired.none')}</EmptyNote>
  return (
    <>
      <EmptyNote>{t('items.empty')}</EmptyNote>
      {mayCreate && <UsualItems />}
    </>
  )
}

function UsualItems() {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const create = useChange(CreateSupplyItemDocument)
  const [isBusy, setBusy] = useState(false)
  // the list is no longer empty after the first of them, so what fails is said where it is still seen
  const add = async () => {
    setBusy(true)
    for (const item of usualItems) {
      const { failure } = await create(item)
      if (failure) return say(failure.message || common('offline'), { isAlert: true })
    }
    say(t('items.addedUsual', { count: usualItems.length }))
  }
  return (
    <div className="ui-actions">
      <Button isDisabled={isBusy} onPress={() => void add().finally(() => setBusy(false))}>
        {t('items.addUsual')}
      </Button>
    </div>
  )
}

function ItemDeeds({ item }: { item: Item }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const toggle = useRetirement({ retire: RetireSupplyItemDocument, restore: RestoreSupplyItemDocument })
  const { id: itemId, name, retiredAt } = item
  return (
    <div className="retired-deeds">
      <DialogButton label={common('edit')} title={t('items.edit', { name })} small>
        {(close) => (
          <ItemForm
            item={item}
            onCancel={close}
            onSaved={() => {
              close()
              say(t('retired.changed'))
            }}
          />
        )}
      </DialogButton>
      <Button small onPress={() => void toggle(item, name, { itemId })}>
        {retiredAt ? t('retired.restore') : t('retired.retire')}
      </Button>
    </div>
  )
}
