import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NewEntry } from '#client/field/store/entry.ts'
import { storageTroubleOf } from '#client/field/store/storage-trouble.ts'
import { useScreen } from './screen-context.ts'

/** Puts a deed that needs no form into the outbox; `problem` is the sentence where the phone cannot store it. */
export function useAdd(): { add: (entry: NewEntry) => Promise<void>; problem: string | null } {
  const { t } = useTranslation('field')
  const { phone } = useScreen()
  const [problem, setProblem] = useState<string | null>(null)
  const add = async (entry: NewEntry) => {
    setProblem(null)
    await phone.outbox.add(entry).catch((error) => setProblem(t(`notStored.${storageTroubleOf(error)}`)))
  }
  return { add, problem }
}
