import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { practiceCreditCode } from '#prisma/seed/credit-code.ts'
import { startFeed, stopFeed } from '#server/feed/feed.ts'
import { writeEvents } from '#server/log/write.ts'
import { createEnterprise } from '#server/modules/enterprises/create.ts'
import { openIssue } from '#server/modules/issues/open.ts'
import { createToken } from '#server/modules/people/create-token.ts'
import { actorOf, openSession } from '#server/modules/people/sessions.ts'
import { setUpAccount } from '#server/modules/people/set-up.ts'
import { createUnion } from '#server/modules/unions/set-up.ts'
import type { Actor } from '#server/platform/context.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { startPostgres } from '#server/postgres/embedded.ts'
import { migrate } from '#server/postgres/migrate.ts'
import { issue } from '#tests/bench/peers/payload.ts'
import { temporaryFolder } from '#tests/setup/folder.ts'

const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)

/** A database with unions in it; the driver writes in it as a node of its own does, and the servers read. */
export type World = { url: string; unions: Union[]; stop: () => Promise<void> }

/** Starts a PostgreSQL with so many unions, everything in them made by the rules. */
export async function startWorld(unionCount = 1): Promise<World> {
  const folder = await temporaryFolder()
  // the moment of each commit is what latency is measured from
  const postgres = await startPostgres(folder, { track_commit_timestamp: 'on' })
  const stop = async () => {
    await stopFeed()
    await closeDb()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await migrate(postgres.ownerUrl)
    openDb(postgres.ownerUrl)
    startFeed()
    const unions: Union[] = []
    for (let i = 1; i <= unionCount; i++) unions.push(await aUnion(i))
    return { url: postgres.ownerUrl, unions, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** A union with an enterprise, an issue there, a command centre that can sign in, and an integrator. */
async function aUnion(number: number): Promise<Union> {
  const id = await createUnion({ name: `第${number}街道总工会`, level: 'SUBDISTRICT' })
  const username = `command${number}`
  const account = { username, displayName: '指挥中心', role: 'COMMAND' } as const
  const accountId = await setUpAccount(id, { ...account, password: benchPassword })
  const secret = await openSession({ unionId: id, accountId, kind: 'BROWSER' })
  const command = (await actorOf(secret))!
  const robot = { username: `robot${number}`, displayName: '对接', role: 'INTEGRATOR' } as const
  const integratorId = await setUpAccount(id, { ...robot, password: null })
  const enterprise = await createEnterprise(command, {
    clientId: randomUUID(),
    name: `第${number}号企业`,
    creditCode: practiceCreditCode(90_000 + number),
    address: '北院门街道',
    industry: '餐饮',
    headcount: 12,
  })
  const enterpriseId = enterprise.subjectId!
  const known = { ...issue, clientId: randomUUID(), enterpriseId, kind: 'DIFFICULTY', source: 'CALL' } as const
  const { subjectId: issueId } = await openIssue(command, known)
  return new Union({ id, username, command, integratorId, enterpriseId, issueId: issueId! })
}

/** The password of every command centre here. */
export const benchPassword = 'for-benchmarks-only'

type Made = {
  id: string
  username: string
  command: Actor
  integratorId: string
  enterpriseId: string
  issueId: string
}

/** A stream under measure. */
export class Union {
  readonly id: string
  readonly username: string
  /** Global id. */
  readonly enterpriseId: string
  private readonly made: Made

  constructor(made: Made) {
    this.made = made
    this.id = made.id
    this.username = made.username
    this.enterpriseId = globalId('Enterprise', made.enterpriseId)
  }

  /** Where the stream stands. */
  async head(): Promise<{ head: number; epoch: string }> {
    return db.stream.findUniqueOrThrow({ where: { unionId: this.id }, select: { head: true, epoch: true } })
  }

  /** Lets that many events happen in one transaction; answers with the seq of the last once it is committed. */
  async happen(count: number): Promise<number> {
    const { issueId, enterpriseId } = this.made
    const event = { name: 'issue.opened', subjectType: 'Issue', subjectId: issueId, enterpriseId }
    const seq = await writeEvents(this.id, {
      load: { lock: [], read: {} },
      decide: () => ({ subjectId: issueId, writes: [], events: Array(count).fill(event) }),
    })
    return seq!
  }

  /** The secrets of new tokens that may see the board and the issues. */
  async tokens(count: number): Promise<string[]> {
    const wanted = { accountId: this.made.integratorId, scopes: ['BOARD', 'ISSUES'], expiresOn: tomorrow } as const
    const secrets: string[] = []
    for (let i = 0; i < count; i++) {
      const input = { ...wanted, scopes: [...wanted.scopes], clientId: randomUUID(), name: `bench ${i}` }
      secrets.push((await createToken(this.made.command, input)).secret!)
    }
    return secrets
  }

  /** When PostgreSQL committed each event after `seq`, in order, in milliseconds of the machine's clock. */
  async commitTimes(seq: number): Promise<number[]> {
    const rows = await db.$queryRaw<{ ms: number }[]>`
      SELECT extract(epoch FROM pg_xact_commit_timestamp(xmin))::float8 * 1000 AS ms
      FROM "Event" WHERE "unionId" = ${this.id}::uuid AND seq > ${seq} ORDER BY seq`
    return rows.map(({ ms }) => ms)
  }
}
