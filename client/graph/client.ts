import { createGraphClient } from './create-client.ts'
import { Reads } from './reads.ts'
import { fetchWithTime } from './server-time.ts'
import { createSocket } from './socket.ts'

const reads = new Reads()
const language = () => document.documentElement.lang

/** The GraphQL client of the whole page. It sends the language of the page; the session's cookie says who asks. */
export const client = createGraphClient({
  url: '/graphql',
  fetch: fetchWithTime,
  fetchOptions: () => ({
    credentials: 'same-origin',
    headers: { 'accept-language': language(), 'x-sizhen-csrf': '1' },
  }),
  fetchQuery: reads.fetch,
  onPasswordDue: () => location.assign('/account'),
  socket: createSocket({
    onReturn: reads.sendAgain,
    url: () => `${location.origin.replace(/^http/, 'ws')}/graphql`,
    connectionParams: () => ({ language: language() }),
  }),
})
