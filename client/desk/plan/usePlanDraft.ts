import { use, useRef, useState } from 'react'
import type { DayPlan } from '#client/modules/visits/day-plan.ts'
import { DraftOwner, readDraft, removeDraft, storeDraft } from '#client/ui/form/drafts.ts'

/** Changes a plan: it is called with the newest one. */
type Edit = (plan: DayPlan) => DayPlan

/** The plan of a day that is not sent yet. It is stored on this device until it is sent or thrown away. */
export function usePlanDraft(on: string): [DayPlan, (edit: Edit) => void] {
  const owner = use(DraftOwner)
  const form = `plan-day ${on}`
  const [plan, setPlan] = useState(() => ((owner && readDraft(owner, form)) ?? {}) as DayPlan)
  // what is taken back comes after the page has been drawn again, and even after it was left
  const newest = useRef(plan)
  const change = (edit: Edit) => {
    newest.current = edit(newest.current)
    setPlan(newest.current)
    if (!owner) return
    if (Object.values(newest.current).some((stops) => stops.length)) storeDraft(owner, form, newest.current)
    else removeDraft(owner, form)
  }
  return [plan, change]
}

const usual = 3

/** How many stops a squad gets at most, the most that one may choose. */
export const mostStops = 12

/** How many stops each squad is to have, as it was chosen last on this device. */
export function useDaySize(): [number, (size: number) => void] {
  const owner = use(DraftOwner)
  const [size, setSize] = useState(() => {
    const stored = Number(owner && readDraft(owner, 'plan-day size')?.size)
    return stored >= 1 && stored <= mostStops ? stored : usual
  })
  const change = (changed: number) => {
    setSize(changed)
    if (owner) storeDraft(owner, 'plan-day size', { size: changed })
  }
  return [size, change]
}
