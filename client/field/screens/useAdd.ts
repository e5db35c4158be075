import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NewEntry } from '#client/field/store/entry.ts'
import { storageTroubleOf } from '#client/field/store/storage-trouble.ts'
import { useScreen } from './screen-context.ts'

/**
 * Puts a deed that needs no form into the outbox, and says whether the phone has stored it; `problem` is the sentence where it
 * cannot.
 */
export function useAdd(): { add: (entry: NewEntry) => Promise<boolean>; problem: string | null } {
  const { t } = useTranslation('field')
  const { phone } = useScreen()
  const [problem, setProblem] = useState<string | null>(null)
  const add = async (entry: NewEntry) => {
    setProblem(null)
    try {
      await phone.outbox.add(entry)
      return true
    } catch (error) {
      setProblem(t(`notStored.${storageTroubleOf(error)}`))
      return false
    }
  }
  return { add, problem }
}
