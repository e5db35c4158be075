import { useEffect, useState } from 'react'

const pause = 250

/** The value as it was when it had not changed for a quarter of a second: what is typed is searched for after a pause. */
export function useSettled<V>(value: V): V {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
