import { randomUUID } from 'node:crypto'
import { parse, print } from 'graphql'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { splitBoard } from '#server/board/split.ts'
import { openIssue } from '#server/modules/issues/open.ts'
import { createToken } from '#server/modules/people/create-token.ts'
import { localDate, runAt } from '#server/platform/clock.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { anAccount, anActor } from '#tests/setup/factories.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'

let app: TestApp
let union: SmallUnion
let command: string
let wall: string
let boardsRead = 0

const day = 86_400_000
const issues = 'recentIssues { title evidence }'

beforeAll(async () => {
  app = await startTestApp()
  union = await aSmallUnion()
  ;(db.$on as (event: 'query', note: (e: { query: string }) => void) => void)('query', ({ query }) => {
    if (query.includes('FROM "public"."CampaignEnterprise"')) boardsRead++
  })
  command = await app.signInAs((await anAccount(union.unionId)).username)
  wall = await app.signInAs((await anAccount(union.unionId, { role: 'WALL' })).username)
  await anIssue()
})

beforeEach(() => {
  boardsRead = 0
})

afterAll(() => app.close())

const anIssue = (title = '房东拒租') =>
  openIssue(union.command, {
    clientId: randomUUID(),
    enterpriseId: union.enterprises[0],
    kind: 'DIFFICULTY',
    category: 'RENT',
    severity: 'LOW',
    source: 'CALL',
    title,
    evidence: '租约复印件',
  })

type Board = { epoch: string; seq: number; title?: string; recentIssues: { title: string; evidence?: string }[] }

const board = async (token: string, fields = `epoch seq asOf ${issues}`) => {
  const { data, errors } = await app.gql<{ board: Board }>(token, `{ board { ${fields} } }`)
  if (errors) throw new Error(errors[0]!.message)
  return data!.board
}

describe('a question with the board in it', () => {
  const split = (text: string) => splitBoard(parse(text))

  it('is taken apart where the board stands in it once, at the top', () => {
    const { key, keys, board: part, others } = split('{ a: board { seq } unions { name } }')!
    expect([key, keys, print(part), print(others!)]).toEqual([
      'a',
      ['a', 'unions'],
      '{\n  a: board {\n    seq\n  }\n}',
      '{\n  unions {\n    name\n  }\n}',
    ])
    expect(split('{ board { seq } }')!.others).toBeNull()
  })

  it.each([
    ['twice', '{ a: board { seq } b: board { seq } }'],
    ['not at all', '{ unions { name } }'],
    ['with a directive', '{ board @include(if: true) { seq } }'],
    ['beside a fragment', '{ board { seq } ... { unions { name } } }'],
    ['in a mutation', 'mutation { board { seq } }'],
  ])('is left whole where the board stands in it %s', (_, text) => {
    expect(split(text)).toBeNull()
  })
})

describe('the board asked again', () => {
  it('is not executed again while nothing happened, for whoever may see the same', async () => {
    const colleague = await app.signInAs((await anAccount(union.unionId)).username)
    const first = await board(command)
    boardsRead = 0
    expect([await board(command), await board(colleague)]).toEqual([first, first])
    expect(boardsRead).toBe(0)
  })

  it('is executed once for all who ask at once', async () => {
    const asked = `seq title ${issues}`
    await board(command, asked)
    await anIssue('停电')
    boardsRead = 0
    const all = await Promise.all(Array.from({ length: 20 }, () => board(command, asked)))
    expect(new Set(all.map((each) => each.recentIssues[0]!.title))).toEqual(new Set(['停电']))
    expect(boardsRead).toBe(1)
  })

  it('shows every change at once to whoever made it', async () => {
    for (let i = 0; i < 10; i++) {
      const seen = await Promise.all(
        [`甲${i}`, `乙${i}`].map(async (title) => {
          const { seq } = await anIssue(title)
          const now = await board(command)
          return now.seq >= seq! && now.recentIssues.some((issue: { title: string }) => issue.title === title)
        }),
      )
      expect(seen).toEqual([true, true])
    }
  })

  it('is never shared by people of different rights', async () => {
    const accountId = union.integrator().accountId
    const token = async (...scopes: ('BOARD' | 'ISSUES')[]) => {
      const input = { accountId, name: scopes.join(), scopes, expiresOn: localDate(new Date(Date.now() + day)) }
      return (await createToken(union.command, { clientId: randomUUID(), ...input })).secret!
    }
    const [narrow, wide] = [await token('BOARD'), await token('BOARD', 'ISSUES')]
    const other = await aSmallUnion()
    const elsewhere = await app.signInAs((await anAccount(other.unionId)).username)
    for (const round of [1, 2]) {
      const evidence = async (holder: string) => (await board(holder)).recentIssues[0]?.evidence
      expect({
        round,
        command: await evidence(command),
        wall: await evidence(wall),
        narrow: await evidence(narrow),
        wide: await evidence(wide),
        elsewhere: await evidence(elsewhere),
      }).toEqual({
        round,
        command: '租约复印件',
        wall: null,
        narrow: undefined,
        wide: '租约复印件',
        elsewhere: undefined,
      })
    }
  })

  it('is refused to who may not watch, and to whose session has ended, however often it was answered', async () => {
    const squad = await app.signInAs(
      (await anAccount(union.unionId, { role: 'SQUAD', squadId: union.squads[0].squadId })).username,
    )
    await board(command)
    await expect(board(squad)).rejects.toThrow('Your role may not do this.')
    const leaving = await app.signInAs((await anAccount(union.unionId)).username)
    await board(leaving)
    await app.gql(leaving, 'mutation { signOut { signedOut } }')
    await expect(board(leaving)).rejects.toThrow('This session has ended')
  })

  it('is another for another question, another date, another life of the log', async () => {
    const query = 'query ($with: Boolean!) { board { seq title @include(if: $with) } }'
    const titled = async (wanted: boolean) =>
      (await app.gql<{ board: Board }>(command, query, { with: wanted })).data!.board.title
    expect([await titled(true), await titled(false), await titled(true)]).toEqual([
      '深入百家企业',
      undefined,
      '深入百家企业',
    ])
    await board(command)
    boardsRead = 0
    await runAt(new Date(Date.now() + day), () => askWithin(union.command.accountId))
    expect(boardsRead).toBe(1)
    const { epoch } = await board(command)
    await db.stream.updateMany({ data: { epoch: randomUUID() } })
    expect((await board(command)).epoch).not.toBe(epoch)
  })

  it('leaves what is asked beside it to each who asks', async () => {
    const query = '{ me: viewer { username } board { seq title } unions { name } }'
    const ask = async (token: string) => Object.entries((await app.gql<object>(token, query)).data!)
    const colleague = await app.signInAs((await anAccount(union.unionId)).username)
    const [mine, theirs] = [await ask(command), await ask(colleague)]
    expect(mine.map(([key]) => key)).toEqual(['me', 'board', 'unions'])
    expect(mine.slice(1)).toEqual(theirs.slice(1))
    expect(mine[0]).not.toEqual(theirs[0])
  })
})

/** Asks within this process, where the clock can be set. */
async function askWithin(accountId: string): Promise<void> {
  const actor = await anActor(accountId)
  const response = await app.app.yoga.fetch(
    'http://localhost/graphql',
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: `{ board { epoch seq asOf ${issues} } }` }),
    },
    {
      actor,
      locale: 'en',
      requestId: randomUUID(),
      address: '',
      origin: '',
      holder: { actor },
      renew: async () => {},
    } as never,
  )
  expect((await response.json()).errors).toBeUndefined()
}
