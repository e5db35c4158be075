import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DraftOf, deeds, type FormDeedName, type FormNameOf, type InputOf } from '#client/field/deeds/registry.ts'
import type { StopOnPhone } from '#client/field/stop-on-phone.ts'
import { draftKey } from '#client/field/store/drafts.ts'
import type { NewEntry } from '#client/field/store/entry.ts'
import { useObservable } from '#client/field/store/observable-value.ts'
import { storageTroubleOf } from '#client/field/store/storage-trouble.ts'
import { useScreen } from './screen-context.ts'

/** In a stored draft, the number of the refused entry that it was taken from: the new entry takes its place. */
type Replacing = { replaces?: number }

/**
 * The form of a deed on a stop: its draft, the sentence about what is missing, and `submit`, which puts the deed into
 * the outbox and forgets the draft only when the phone has stored the entry. `store` puts another deed there that is made of
 * what was typed, and says whether the phone has stored it.
 */
export function useForm<N extends FormDeedName>(stop: StopOnPhone, mutation: N, form: FormNameOf<N>) {
  const { t } = useTranslation('field')
  const { phone, account } = useScreen()
  const { id, enterprise } = stop.visit
  const { blank, read } = deeds[mutation].form
  // asked at each keystroke: the centre may have given the stop its id since the form was drawn
  const key = () => draftKey(account.id, phone.names.idOf(id), form)
  const stored = useObservable(phone.drafts.values).get(key())
  const draft = (stored === undefined ? blank : read(stored)) as unknown as DraftOf<N> & Replacing
  const [problem, setProblem] = useState<string | null>(null)
  const store = async (entry: NewEntry): Promise<boolean> => {
    setProblem(null)
    try {
      await phone.outbox.add(entry, draft.replaces)
      phone.drafts.remove(key())
      return true
    } catch (error) {
      setProblem(t(`notStored.${storageTroubleOf(error)}`))
      return false
    }
  }
  const submit = (input: InputOf<N>) =>
    store({ mutation, input, visit: id, title: enterprise.name } as unknown as NewEntry)
  const change = (part: Partial<DraftOf<N>>) => {
    setProblem(null)
    phone.drafts.set(key(), { ...draft, ...part })
  }
  return { draft, change, problem, setProblem, submit, store }
}

/** Whether something is typed into a form that can be folded away: then it stays open. */
export function useHasDraft<N extends FormDeedName>(stop: StopOnPhone, _mutation: N, form: FormNameOf<N>): boolean {
  const { phone, account } = useScreen()
  return useObservable(phone.drafts.values).has(draftKey(account.id, phone.names.idOf(stop.visit.id), form))
}
