import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { useToast } from '#client/ui/Toast.tsx'

type Failure = { message: string; field?: string } | undefined

type ActOnManyProps<R> = {
  label: string
  rows: readonly R[]
  rowName: (row: R) => string
  /** Does the act with one row. The answer is why it was refused. */
  act: (row: R, form: FormData) => Promise<Failure>
  /** Called when all rows are done. */
  onDone: () => void
  isDanger?: boolean
  /** The fields that all rows share. */
  children?: ReactNode
}

/**
 * The button and dialog of an act on the rows that are selected. They are done one after the other, and the dialog says how far
 * it is. A row that is refused stops it: those before it are done, and those that remain can be tried again.
 */
export function ActOnMany<R>({ label, rows, rowName, act, onDone, isDanger, children }: ActOnManyProps<R>) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const [done, setDone] = useState<ReadonlySet<R>>(new Set())
  const left = rows.filter((row) => !done.has(row))
  const submit = async (form: FormData) => {
    for (const row of left) {
      const failure = await act(row, form)
      if (failure) return { ...failure, message: `${rowName(row)}:${failure.message || common('offline')}` }
      setDone((before) => new Set(before).add(row))
    }
    return null
  }
  return (
    <DialogButton label={label} small {...(isDanger && { tone: 'danger' })}>
      {(close) => (
        <ActionForm
          submit={`${label} (${left.length})`}
          danger={isDanger ?? false}
          onCancel={close}
          onSubmit={async (form) => {
            const refusal = await submit(form)
            if (refusal) return refusal
            close()
            say(t('many.done', { label, count: rows.length }))
            onDone()
            return null
          }}
        >
          <p className="ui-note">{left.map(rowName).slice(0, 5).join('、') + (left.length > 5 ? '…' : '')}</p>
          {done.size > 0 && (
            <p role="status">
              {t('many.progress', { done: done.size, count: rows.length })}
              <progress max={rows.length} value={done.size} />
            </p>
          )}
          {children}
        </ActionForm>
      )}
    </DialogButton>
  )
}
