import { createContext, useContext, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDraft } from '#client/field/store/drafts.ts'
import type { Order } from '#client/field/store/entry.ts'
import { useWatched } from '#client/field/store/observable.ts'
import type { StopOnPhone } from '#client/field/store/on-phone.ts'
import type { Field } from '#client/field/store/phone.ts'
import type { Account } from '#client/field/store/storage.ts'

/** What every part of the screen works with. */
export type Work = { field: Field; account: Account; squad: string }

const WorkContext = createContext<Work | null>(null)

export const WorkProvider = WorkContext.Provider

/** The store, the account and the squad of this screen. */
export const useWork = (): Work => useContext(WorkContext)!

/** Forms that keep what is typed. */
export type FormName = 'LOOK' | 'LISTEN' | 'ASK' | 'TREAT' | 'checks' | 'finish' | 'skip' | 'issue'

/** A form's draft; `replaces` is the refused entry that it was taken from. */
export type Draft<T> = T & { replaces?: number }

/** Where a form's draft is kept. */
export const draftKey = (account: string, visit: string, form: FormName): string => `${account} ${visit} ${form}`

/**
 * A form over a stop: its draft, the sentence about what is missing, and `submit`, which puts the order into the
 * outbox and forgets the draft only when the phone has kept it.
 */
export function useForm<T extends object>(on: StopOnPhone, form: FormName, blank: T) {
  const { t } = useTranslation('field')
  const { field, account } = useWork()
  const [draft, setDraft] = useDraft<Draft<T>>(field.drafts, draftKey(account.id, on.stop.id, form), blank)
  const [problem, setProblem] = useState<string | null>(null)
  const submit = async (order: Pick<Order, 'mutation' | 'input'>) => {
    setProblem(null)
    const whole = { ...order, visit: on.stop.id, title: on.stop.enterprise.name } as Order
    try {
      await field.outbox.add(whole, draft.replaces)
      setDraft(null)
    } catch {
      setProblem(t('notSaved'))
    }
  }
  const change = (part: Partial<T>) => {
    setProblem(null)
    setDraft({ ...draft, ...part })
  }
  return { draft, change, problem, setProblem, submit }
}

/** Whether something is typed into a form that can be folded away: then it stays open. */
export function useBegun(on: StopOnPhone, form: FormName): boolean {
  const { field, account } = useWork()
  return useWatched(field.drafts.values).has(draftKey(account.id, on.stop.id, form))
}

/** Puts an order that needs no form into the outbox; says so where the phone couldn't keep it. */
export function useOrder(): { give: (order: Order) => Promise<void>; problem: string | null } {
  const { t } = useTranslation('field')
  const { field } = useWork()
  const [problem, setProblem] = useState<string | null>(null)
  const give = async (order: Order) => {
    setProblem(null)
    await field.outbox.add(order).catch(() => setProblem(t('notSaved')))
  }
  return { give, problem }
}
