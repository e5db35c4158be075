import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { ActionForm, type Refusal } from '#client/ui/form/ActionForm.tsx'
import { useToast } from '#client/ui/Toast.tsx'

type ActOnManyProps<R> = {
  label: string
  /** The rows that are selected. */
  rows: readonly R[]
  /** True where the act can be done with each of them. */
  isOffered: boolean
  rowName: (row: R) => string
  /** Does the act with one row. The answer is why it was refused. */
  act: (row: R, form: FormData) => Promise<Refusal | undefined>
  /** Called when all rows are done. */
  onDone: () => void
  isDanger?: boolean
  /** The fields that all rows share. */
  fields?: (rows: readonly R[]) => ReactNode
}

/**
 * The button and dialog of an act on the rows that are selected. The dialog keeps the rows with which it was opened, also when
 * the list no longer shows them. They are done one after the other, and it says how far it is. A row that is refused is named
 * with the reason and can be tried again; the others are done nevertheless.
 */
export function ActOnMany<R>(props: ActOnManyProps<R>) {
  const { label, rows, isOffered, isDanger } = props
  const [taken, setTaken] = useState<readonly R[] | null>(null)
  return (
    <>
      {isOffered && (
        <Button small {...(isDanger && { tone: 'danger' })} onPress={() => setTaken(rows)}>
          {label}
        </Button>
      )}
      {taken && <ActDialog {...props} rows={taken} onClose={() => setTaken(null)} />}
    </>
  )
}

function ActDialog<R>(props: ActOnManyProps<R> & { onClose: () => void }) {
  const { label, rows, rowName, act, onDone, isDanger, fields, onClose } = props
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const [done, setDone] = useState<ReadonlySet<R>>(new Set())
  const left = rows.filter((row) => !done.has(row))
  const submit = async (form: FormData): Promise<Refusal | null> => {
    const refusals: string[] = []
    for (const row of left) {
      const refusal = await act(row, form)
      if (!refusal) {
        setDone((before) => new Set(before).add(row))
        continue
      }
      const message = `${rowName(row)}:${refusal.message || common('offline')}`
      // what is wrong with a field, or with the connection, is wrong for the rows that follow too
      if (refusal.field || !refusal.message) return { ...refusal, message }
      refusals.push(message)
    }
    if (refusals.length > 0) return { message: refusals.join('\n') }
    onClose()
    say(t('many.done', { label, count: rows.length }))
    onDone()
    return null
  }
  return (
    <Dialog title={label} onClose={onClose}>
      <ActionForm submit={`${label} (${left.length})`} danger={isDanger ?? false} onCancel={onClose} onSubmit={submit}>
        <p className="ui-note">{left.map(rowName).slice(0, 5).join('、') + (left.length > 5 ? '…' : '')}</p>
        {done.size > 0 && (
          <p role="status">
            {t('many.progress', { done: done.size, count: rows.length })}
            <progress max={rows.length} value={done.size} />
          </p>
        )}
        {fields?.(rows)}
      </ActionForm>
    </Dialog>
  )
}
