import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '#client/ui/Dialog.tsx'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { useToast } from '#client/ui/Toast.tsx'

type Failure = { message: string; field?: string } | undefined

/** What is done with many rows of a list together, on a page of its own. */
export type Start<R> = { key: string; label: string; isDanger?: never; start: (rows: readonly R[]) => void }

/** What can be done with many rows of a list, one after the other. */
export type Act<R> = {
  key: string
  label: string
  isDanger?: boolean
  /** The fields that all rows share. */
  fields?: ReactNode
  /** What comes of a row, where that is not the same for all. */
  outcome?: (row: R) => string
  /** Does it with one row. The answer is why it was refused. */
  change: (row: R, form: FormData) => Promise<Failure>
}

type ActDialogProps<R> = {
  act: Act<R>
  /** The rows as they were selected when the dialog was opened: what changes them meanwhile does not change what it does. */
  rows: readonly R[]
  rowKey: (row: R) => string
  rowName: (row: R) => string
  onClose: () => void
  onDone: () => void
}

/**
 * The dialog of an act on the rows that are selected. They are done one after the other, and it says how far it is. A row that is
 * refused is named with the reason and can be tried again; the others are done nevertheless.
 */
export function ActDialog<R>({ act, rows, rowKey, rowName, onClose, onDone }: ActDialogProps<R>) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const [done, setDone] = useState<ReadonlySet<string>>(new Set())
  const left = rows.filter((row) => !done.has(rowKey(row)))
  const submit = async (form: FormData) => {
    const refusals: string[] = []
    for (const row of left) {
      const failure = await act.change(row, form)
      if (!failure) {
        setDone((before) => new Set(before).add(rowKey(row)))
        continue
      }
      const message = `${rowName(row)}:${failure.message || common('offline')}`
      // what is wrong with a field, or with the connection, is wrong for the rows that follow too
      if (failure.field || !failure.message) return { ...failure, message }
      refusals.push(message)
    }
    if (refusals.length > 0) return { message: refusals.join('\n') }
    say(t('many.done', { label: act.label, count: rows.length }))
    onDone()
    return null
  }
  return (
    <Dialog title={act.label} onClose={onClose}>
      <ActionForm
        submit={`${act.label} (${left.length})`}
        danger={act.isDanger ?? false}
        draft={`many ${act.key}`}
        onCancel={onClose}
        onSubmit={submit}
      >
        <ul className="desk-act-rows">
          {left.slice(0, 5).map((row) => (
            <li key={rowKey(row)}>
              {rowName(row)} {act.outcome && <small>{act.outcome(row)}</small>}
            </li>
          ))}
          {left.length > 5 && <li>…</li>}
        </ul>
        {done.size > 0 && (
          <p role="status">
            {t('many.progress', { done: done.size, count: rows.length })}
            <progress max={rows.length} value={done.size} />
          </p>
        )}
        {act.fields}
      </ActionForm>
    </Dialog>
  )
}
