/**
 * Reads a batch without parsing it and answers with its `through`; null where the message is none. Throws where it does
 * not go on from `last`, or where an event in it is missing, doubled or out of order.
 */
export function readBatch(text: string, last: number): number | null {
  const through = numberAfter(text, '"through":', 0)
  if (through === null) return null
  const after = numberAfter(text, '"after":', 0)
  if (after !== last) throw new Error(`a batch after ${after} came to one who was at ${last}`)
  if (text.includes('"reset":true')) throw new Error(`the cursor at ${last} was void`)
  if (text.includes('"errors":[')) throw new Error(`a batch had errors: ${text.slice(0, 500)}`)
  let seq = last
  for (let at = text.indexOf(seqKey); at >= 0; at = text.indexOf(seqKey, at + seqKey.length)) {
    const next = numberAfter(text, seqKey, at)
    if (next !== seq + 1) throw new Error(`event ${next} came after ${seq}`)
    seq = next
  }
  if (seq !== through) throw new Error(`a batch through ${through} ended at event ${seq}`)
  return through
}

const seqKey = '"seq":'

function numberAfter(text: string, key: string, from: number): number | null {
  const at = text.indexOf(key, from)
  if (at < 0) return null
  let value = 0
  for (let i = at + key.length; ; i++) {
    const digit = text.charCodeAt(i) - 48
    if (digit < 0 || digit > 9) return value
    value = value * 10 + digit
  }
}
