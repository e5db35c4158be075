type Listener = (at: number) => void

const listeners = new Set<Listener>()

/** An answer that took longer than this says too little about the time at which it was given, in milliseconds. */
const longestTrip = 20_000

/** The function is called with the server's time, in milliseconds since 1970, at each answer. Returns how to stop. */
export function observeServerTime(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Fetches, and tells what the answer's header `Date` says of the server's time at the moment at which the answer is here. */
export const fetchWithTime: typeof fetch = async (...request) => {
  const sent = { page: performance.now(), device: Date.now() }
  const answer = await fetch(...request)
  // a phone that slept in between may have stopped the page's clock, and an answer that waited for it is old
  const trip = Math.max(performance.now() - sent.page, Date.now() - sent.device)
  const second = Date.parse(answer.headers.get('date') ?? '')
  // the header names the second in which the answer was given, and the answer was on its way for about half of the trip
  if (Number.isFinite(second) && trip < longestTrip) for (const listener of listeners) listener(second + 500 + trip / 2)
  return answer
}
