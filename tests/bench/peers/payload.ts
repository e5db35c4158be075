/** The subscription that every subscriber of every server sends, with a cursor as its variables. */
export const document = `subscription ($after: Int!, $epoch: ID) {
  boardEvents(after: $after, epoch: $epoch) {
    reset after through events { seq at happenedAt name issue { id title category severity } }
  }
}`

/** The issue that all events are about: what is measured is the way of an event, not what it says. */
export const issue = {
  title: '口罩与酒精只够三天,请协调供应商本周内送到',
  category: 'SUPPLIES',
  severity: 'HIGH',
} as const

/** A batch of one event as a peer delivers it, of the size and shape of ours. */
export function batchOf(seq: number) {
  const at = new Date().toISOString()
  const id = 'SXNzdWU6MDE5OWRiY2MtNjZhMi03MGQ4LWJjMTEtYjA1MTk1YzIwYzRk'
  return {
    reset: false,
    after: seq - 1,
    through: seq,
    events: [{ seq, at, happenedAt: at, name: 'issue.opened', issue: { id, ...issue } }],
  }
}
