import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deeds } from '#client/field/deeds/registry.ts'
import { placeOfChecks, type StopOnPhone } from '#client/field/stop-on-phone.ts'
import { draftKey } from '#client/field/store/drafts.ts'
import { Problem } from './Problem.tsx'
import { useScreen } from './screen-context.ts'
import { useAdd } from './useAdd.ts'

/** For how many seconds what was pressed can be taken back with one tap. */
const offeredFor = 10

/** Takes the arrival back, as long as nothing else was recorded at the door. */
export function UndoArrival({ stop }: { stop: StopOnPhone }) {
  const hasRecords =
    Object.keys(stop.steps).some((step) => step !== 'LOOK') ||
    placeOfChecks(stop) !== undefined ||
    stop.issues.length + stop.photos.length + stop.visit.paperCount > 0
  if (stop.state !== 'ARRIVED' || hasRecords) return null
  return <Undo stop={stop} mutation="undoArrival" doneAt={stop.arrivedAt} />
}

/** Takes the end of the visit back. What was said with it is in the form again. */
export function UndoFinish({ stop }: { stop: StopOnPhone }) {
  const { phone, account } = useScreen()
  const { outcome, followUp, followUpOn, visit } = stop
  const fillForm = () => {
    const { blank } = deeds.finishVisit.form
    const draft = { ...blank, ...(outcome && { outcome }), followUp: followUp ?? '', followUpOn: followUpOn ?? '' }
    phone.drafts.set(draftKey(account.id, phone.names.idOf(visit.id), 'finish'), draft)
  }
  return <Undo stop={stop} mutation="undoFinish" doneAt={stop.finishedAt} onUndo={fillForm} />
}

type Props = {
  stop: StopOnPhone
  mutation: 'undoArrival' | 'undoFinish'
  /** When that was done which is taken back, as an ISO date and time. */
  doneAt: string | null
  onUndo?: () => void
}

function Undo({ stop, mutation, doneAt, onUndo }: Props) {
  const { t } = useTranslation('field')
  const { add, problem } = useAdd()
  const seconds = useSecondsLeft(doneAt)
  const [isPressed, setPressed] = useState(false)
  const { id, enterprise } = stop.visit
  if (problem) return <Problem>{problem}</Problem>
  if (seconds <= 0) return null
  const undo = async () => {
    setPressed(true)
    const isStored = await add({ mutation, input: { visitId: id }, visit: id, title: enterprise.name })
    if (isStored) onUndo?.()
    else setPressed(false)
  }
  return (
    <button type="button" className="field-button" disabled={isPressed} onClick={() => void undo()}>
      {t(`mutation.${mutation}`)} <span aria-hidden="true">{t('secondsLeft', { seconds })}</span>
    </button>
  )
}

/** The seconds that are left of those for which something done then can be taken back, by the phone's own time. */
function useSecondsLeft(doneAt: string | null): number {
  const { clock } = useScreen().phone
  const left = () => (doneAt ? Math.ceil(offeredFor - (clock.now().getTime() - Date.parse(doneAt)) / 1000) : 0)
  const [, tick] = useState(0)
  const isOver = left() <= 0
  useEffect(() => {
    if (isOver) return
    const timer = setInterval(() => tick((n) => n + 1), 500)
    return () => clearInterval(timer)
  }, [isOver])
  return Math.min(left(), offeredFor)
}
