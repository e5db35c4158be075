import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Viewer } from '#client/graph/session.ts'
import { Button } from '#client/ui/Button.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import type { CellTextsQuery } from '#codegen/graph/graphql.ts'
import { isTypedBeside, useCheckCell } from './useCheckCell.ts'
import '#client/modules/rosters/rosters.css'

type Cell = CellTextsQuery['cellTexts']['edges'][number]['node']

/** The field for the right value of a cell, and the button that says that the cell is checked. */
export function CheckCell({ cell, viewer, onDone }: { cell: Cell; viewer: Viewer; onDone: () => void }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const checkCell = useCheckCell(viewer.union.zones)
  const [value, setValue] = useState('')
  const { name, header } = cell
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const failure = await checkCell(cell, value.trim())
    if (failure === 'unfit') return say(t('cellTexts.unfit', { value, header }), { isAlert: true })
    if (failure) return say(failure.message || common('offline'), { isAlert: true })
    say(t('cellTexts.did'))
    onDone()
  }
  return (
    <form className="roster-check" onSubmit={(event) => void submit(event)}>
      {isTypedBeside(cell) && (
        <input
          aria-label={t('cellTexts.valueOf', { name, header })}
          value={value}
          onChange={(event) => setValue(event.target.value)}
          maxLength={200}
        />
      )}
      <Button small type="submit">
        {value.trim() ? t('cellTexts.save') : t('cellTexts.check')}
      </Button>
    </form>
  )
}
