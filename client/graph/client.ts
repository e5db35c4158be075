import { createGraphClient } from './create-client.ts'
import { createSocket } from './socket.ts'

const language = () => document.documentElement.lang

/** The GraphQL client of the whole page. It sends the language of the page; the session's cookie says who asks. */
export const client = createGraphClient({
  url: '/graphql',
  fetchOptions: () => ({
    credentials: 'same-origin',
    headers: { 'accept-language': language(), 'x-sizhen-csrf': '1' },
  }),
  onPasswordDue: () => location.assign('/account'),
  socket: createSocket({
    url: () => `${location.origin.replace(/^http/, 'ws')}/graphql`,
    connectionParams: () => ({ language: language() }),
  }),
})
