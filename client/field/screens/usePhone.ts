import { useCallback, useEffect, useState } from 'react'
import { useClient } from 'urql'
import { useObservable } from '#client/field/store/observable-value.ts'
import type { OwnerState } from '#client/field/store/owner.ts'
import { openPhone, type Phone } from '#client/field/store/phone.ts'
import { type StorageTrouble, storageTroubleOf } from '#client/field/store/storage-trouble.ts'
import { useWork } from './useWork.ts'

/** The phone is opened once for the page, and once more only where that failed. */
let opening: Promise<Phone> | undefined

/** What the phone stores; null while it opens, and why where the browser stores nothing. */
export function usePhone(): Phone | null | StorageTrouble {
  const client = useClient()
  const [phone, setPhone] = useState<Phone | null | StorageTrouble>(null)
  const open = useCallback(async () => {
    opening ??= openPhone(client)
    try {
      setPhone(await opening)
      return true
    } catch (error) {
      opening = undefined
      setPhone(storageTroubleOf(error))
      return false
    }
  }, [client])
  useWork(open)
  return phone
}

/** Who works on this phone, asked anew each time that the screen is opened. */
export function useOwner({ owner }: Phone): OwnerState {
  useEffect(() => {
    void owner.ask()
    return () => owner.stop()
  }, [owner])
  return useObservable(owner.state)
}
