import { execFile } from 'node:child_process'
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { globalId } from '#server/platform/ids.ts'
import { root } from '#server/platform/paths.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { type Caller, callerOf } from '#tests/setup/caller.ts'
import { aSecret } from '#tests/setup/factories.ts'
import { temporaryFolder } from '#tests/setup/folder.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'

let app: TestApp
let union: SmallUnion
let command: Caller

beforeAll(async () => {
  app = await startTestApp()
  union = await aSmallUnion()
  command = callerOf(app, await aSecret(union.command.accountId))
})
afterAll(() => app.close())

/** A page with a list below an enterprise that reads its next page, and a visit that is read again, by themselves. */
const component = `
import { graphql } from 'react-relay'
graphql\`
  fragment page_issues on Enterprise
  @refetchable(queryName: "pageNextIssuesQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 2 }, cursor: { type: "String" }) {
    name
    issues(first: $count, after: $cursor) @connection(key: "page_issues") {
      edges { node { title } }
    }
  }
\`
graphql\`
  fragment page_visit on Visit @refetchable(queryName: "pageVisitAgainQuery") { state squad { number } }
\`
graphql\`
  query pageQuery($id: ID!) { enterprise(id: $id) { ...page_issues } visits(first: 1) { edges { node { ...page_visit } } } }
\`
`

/** The texts of the queries that Relay's compiler makes of the page, by their names. */
async function compiled(): Promise<Record<string, string>> {
  const folder = await temporaryFolder()
  await mkdir(join(folder, 'src'))
  await copyFile(join(root, 'codegen/schema.graphql'), join(folder, 'schema.graphql'))
  await writeFile(join(folder, 'src/page.js'), component)
  const config = { src: './src', schema: './schema.graphql', language: 'javascript' }
  await writeFile(join(folder, 'relay.config.json'), JSON.stringify(config))
  await writeFile(join(folder, 'package.json'), '{}')
  const compiler = join(root, 'node_modules/relay-compiler/cli.js')
  await promisify(execFile)(process.execPath, [compiler, 'relay.config.json'], { cwd: folder })
  const made = join(folder, 'src/__generated__')
  const texts: Record<string, string> = {}
  for (const file of await readdir(made)) {
    const text = /"text": ("(?:[^"\\]|\\.)*")/.exec(await readFile(join(made, file), 'utf8'))?.[1]
    if (text) texts[file.replace('.graphql.js', '')] = JSON.parse(text)
  }
  return texts
}

it('compiles what is refetchable below the root, and what it makes of that is answered', {
  timeout: 60_000,
}, async () => {
  const texts = await compiled()
  expect(Object.keys(texts).sort()).toEqual(['pageNextIssuesQuery', 'pageQuery', 'pageVisitAgainQuery'])
  const id = globalId('Enterprise', union.enterprises[0])
  const report = { enterpriseId: id, kind: 'DIFFICULTY', category: 'RENT', severity: 'LOW', source: 'CALL' }
  for (const title of ['甲事', '乙事', '丙事']) await command.change('openIssue', { ...report, title })
  const squadId = globalId('Squad', union.squads[0].squadId!)
  const plannedOn = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  const planned = { squadId, enterpriseId: id, plannedOn }
  const { visit } = await command.change<{ visit: { id: string } }>('planVisit', planned, 'visit { id }')

  type Issues = { edges: { node: { title: string } }[]; pageInfo: { endCursor: string; hasNextPage: boolean } }
  const titlesOf = ({ edges }: Issues) => edges.map(({ node }) => node.title)
  const { enterprise } = await command.query<{ enterprise: { issues: Issues } }>(texts.pageQuery!, { id })
  expect(titlesOf(enterprise.issues)).toEqual(['丙事', '乙事'])
  const cursor = enterprise.issues.pageInfo.endCursor
  const { node } = await command.query<{ node: { issues: Issues } }>(texts.pageNextIssuesQuery!, {
    id,
    count: 2,
    cursor,
  })
  expect([titlesOf(node.issues), node.issues.pageInfo.hasNextPage]).toEqual([['甲事'], false])
  const again = await command.query(texts.pageVisitAgainQuery!, { id: visit.id })
  expect(again).toMatchObject({ node: { __typename: 'Visit', id: visit.id, state: 'PLANNED' } })
})
