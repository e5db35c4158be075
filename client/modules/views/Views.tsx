import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useChange } from '#client/graph/useChange.ts'
import { Dialog } from '#client/ui/Dialog.tsx'
import { useListAddress } from '#client/ui/list/address.ts'
import { MenuButton } from '#client/ui/MenuButton.tsx'
import { Tabs } from '#client/ui/Tabs.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import type { SavedViewFragment, ViewList } from '#codegen/graph/graphql.ts'
import { DeleteViewDocument, SaveViewDocument, ViewsDocument } from './documents.ts'
import { ViewForm } from './ViewForm.tsx'

/** A view that every desk has: its name, and the part of the address that it stands for. */
export type ReadyView = { label: string; address: string }

type ViewsProps = {
  list: ViewList
  ready: readonly ReadyView[]
  viewerId: string
  mayShare: boolean
}

/** The same parts in a fixed order, so that two addresses of one view are equal. */
const inOrder = (address: string) => {
  const params = new URLSearchParams(address)
  params.sort()
  return params.toString()
}

/** The ready and the saved views of a list as buttons, and the menu that saves and deletes them. */
export function Views({ list, ready, viewerId, mayShare }: ViewsProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const { view, setView } = useListAddress()
  const [{ data }, again] = useQuery({ query: ViewsDocument, variables: { list } })
  // nobody is told of a view that is one’s own, not even its owner
  const readAgain = () => again({ requestPolicy: 'network-only' })
  const [isSaving, setSaving] = useState(false)
  const remove = useRemoval(list, readAgain)
  const saved = data?.views ?? []
  const tabs = [
    ...ready.map(({ label, address }) => ({ key: inOrder(address), label })),
    ...saved.map(({ name, address }) => ({ key: inOrder(address), label: name })),
  ].filter(({ key }, index, all) => all.findIndex((one) => one.key === key) === index)
  const chosen = tabs.some(({ key }) => key === view) ? view : null
  const current = saved.find(({ address }) => inOrder(address) === view)
  const mayDelete = current && (current.owner.id === viewerId || (current.isShared && mayShare))
  return (
    <>
      <Tabs label={common('list.views')} tabs={tabs} chosen={chosen} onChoose={setView} />
      <MenuButton
        small
        tone="plain"
        label={common('list.views')}
        entries={[
          { key: 'save', label: t('views.save'), isDisabled: !view || chosen !== null, act: () => setSaving(true) },
          ...(mayDelete
            ? [{ key: 'delete', label: t('views.delete', { name: current.name }), act: () => void remove(current) }]
            : []),
        ]}
      />
      {isSaving && (
        <Dialog title={t('views.save')} onClose={() => setSaving(false)}>
          <ViewForm
            list={list}
            address={view}
            mayShare={mayShare}
            onDone={() => {
              setSaving(false)
              readAgain()
            }}
          />
        </Dialog>
      )}
    </>
  )
}

/** Deletes a view; the sentence that confirms it has a button that saves it anew. */
function useRemoval(list: ViewList, onChange: () => void) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const deleteView = useChange(DeleteViewDocument)
  const saveView = useChange(SaveViewDocument)
  return async ({ id, name, address, isShared }: SavedViewFragment) => {
    const { failure } = await deleteView({ viewId: id })
    if (failure) return say(failure.message || common('offline'), { isAlert: true })
    onChange()
    say(t('views.deleted', { name }), {
      undo: () => void saveView({ list, name, address, isShared }).then(onChange),
    })
  }
}
