import { randomUUID } from 'node:crypto'
import { getIntrospectionQuery } from 'graphql'
import { createClient } from 'graphql-ws'
import { WebSocket } from 'ws'
import { creditCodeOf } from '#server/modules/enterprises/credit-code.ts'
import { aPhoto } from '#tests/setup/photos.ts'
import { sheetsFile } from '#tests/setup/sheets.ts'
import { ask, type Flood, send, sendFile, type Target } from './flood.ts'

const costlyVisits =
  '{ visits(first: 100) { totalCount edges { node { id state notes { text } completedSteps { step } measures { id } missing } } } }'
const costlyEnterprises =
  '{ enterprises(first: 100) { totalCount edges { node { id name visits(first: 20) { edges { node { id state enterprise { id name } issues(first: 5) { edges { node { id title } } } } } } } } } }'
const openIssue = 'mutation ($input: OpenIssueInput!) { openIssue(input: $input) { seq } }'
const addPaper = 'mutation ($input: AddPaperInput!) { addPaper(input: $input) { seq } }'
const previewRoster = 'mutation ($input: PreviewRosterInput!) { previewRoster(input: $input) { seq } }'
const words = ['店', '西安', '餐', '公司', 'xi', 'an', '9161', '街道']

const oneOf = <T>(values: readonly T[]): T => values[Math.floor(Math.random() * values.length)]!

/** The enterprise and the visit of somebody's first visit. */
async function firstVisit(target: Target): Promise<{ visitId: string; enterpriseId: string }> {
  const { data } = JSON.parse(await ask(target, '{ visits(first: 1) { edges { node { id enterprise { id } } } } }'))
  const { node } = data.visits.edges[0]
  return { visitId: node.id, enterpriseId: node.enterprise.id }
}

const anIssue = (enterpriseId: string) => ({
  clientId: randomUUID(),
  enterpriseId,
  title: `口罩不足 ${randomUUID()}`,
  category: 'EPIDEMIC',
  kind: 'DIFFICULTY',
  severity: 'LOW',
})

async function issues(target: Target) {
  const { enterpriseId } = await firstVisit(target)
  return () => ask(target, openIssue, { input: anIssue(enterpriseId) })
}

const aWorkbook = () => {
  const rows = Array.from({ length: 3000 }, (_, n) => [
    `西安市莲湖区秦岭${n}号商贸有限公司`,
    creditCodeOf(`91610199M${String(n).padStart(8, '0')}`),
    `139${10_000_000 + n * 7}`,
  ])
  const sheet = { name: '企业', rows: [['企业名称', '统一社会信用代码', '负责人电话'], ...rows] }
  return new Blob([new Uint8Array(sheetsFile([sheet]))])
}

/** Another subscription each time, with a costly answer for each event. */
const aSubscription = () =>
  `subscription { visitProgressed(after: 0) { through event { seq a${randomUUID().slice(0, 8)}: seq enterprise { id visits(first: 100) { edges { node { id state enterprise { id name } issues(first: 20) { edges { node { id title } } } } } } } } } }`

const aSocket = ({ port, token }: Target) =>
  createClient({
    url: `ws://127.0.0.1:${port}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${token}` },
  })

const ignore = { next() {}, error() {}, complete() {} }

export const floodsOfMembers: Flood[] = [
  {
    what: 'the costliest lists, by the command centre and a squad',
    as: ['command', 'squad2'],
    connections: 50,
    begin: (to) => () => ask(to, oneOf([costlyVisits, costlyEnterprises])),
  },
  {
    what: 'the whole schema, by an enterprise',
    as: ['enterprise1'],
    connections: 50,
    begin: (to) => () => ask(to, getIntrospectionQuery()),
  },
  {
    what: 'searches, by an agency and an integrator',
    as: ['tax', 'integrator'],
    connections: 50,
    begin: (to) => () => ask(to, `{ find(text: "${oneOf(words)}") { __typename } }`),
  },
  {
    what: 'other boards each time, by a wall',
    as: ['wall'],
    connections: 50,
    begin: (to) => () =>
      ask(
        to,
        `{ a${randomUUID().slice(0, 8)}: board { seq squads { __typename } cells { position enterprise { id name } } } }`,
      ),
  },
  { what: 'issues opened, by two squads', as: ['squad2', 'squad3'], connections: 50, begin: issues },
  {
    what: 'photos of 23 million pixels, by two squads',
    as: ['squad2', 'squad3'],
    begin: async (to) => {
      const [picture, { visitId }] = [await aPhoto(5600, 4200), await firstVisit(to)]
      const photo = new Blob([new Uint8Array(picture)])
      return () => sendFile(to, addPaper, { clientId: randomUUID(), visitId }, photo)
    },
  },
  {
    what: 'workbooks of 3,000 rows, by the command centre',
    as: ['command'],
    begin: (to) => {
      const workbook = aWorkbook()
      return () => sendFile(to, previewRoster, { clientId: randomUUID(), kind: 'ENTERPRISES' }, workbook)
    },
  },
  {
    what: 'lists fetched as files, by the command centre and the district',
    as: ['command', 'district'],
    connections: 50,
    begin: (to) => async () => {
      const text = await ask(
        to,
        `{ exportList(list: ${oneOf(['VISITS', 'ISSUES', 'ENTERPRISES'])}, format: XLSX) { url } }`,
      )
      const url = JSON.parse(text || '{}').data?.exportList?.url
      if (url) await send(to, { method: 'GET', path: new URL(url, 'http://localhost').pathname })
    },
  },
  {
    what: 'subscriptions from the beginning, opened and closed, by a squad and an enterprise',
    as: ['squad2', 'enterprise1'],
    begin: (to) => {
      const client = aSocket(to)
      return async () => {
        const close = client.subscribe({ query: aSubscription() }, ignore)
        await new Promise((resolve) => setTimeout(resolve, 100))
        close()
      }
    },
  },
  {
    what: 'sixty costly subscriptions held, while issues are opened, by two squads',
    as: ['squad2', 'squad3'],
    begin: async (to) => {
      const client = aSocket(to)
      for (let n = 0; n < 6; n += 1) client.subscribe({ query: aSubscription() }, ignore)
      return issues(to)
    },
  },
]
