import { rm } from 'node:fs/promises'
import { localDate } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { AppError } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { startPostgres } from '#server/postgres/embedded.ts'
import { migrate } from '#server/postgres/migrate.ts'
import { temporaryFolder } from '#tests/setup/folder.ts'
import { ask, someone } from '#tests/setup/small-union.ts'
import { ms, quantile } from './figures.ts'
import {
  type DeskQuestion,
  homeQuestions,
  inboxQuestion,
  issueAddresses,
  issuesAt,
  likeQuestion,
  wallQuestion,
} from './many/desk-questions.ts'
import type { Ids } from './many/fill.ts'
import { fillLives } from './many/lives.ts'
import { aWorldOf } from './many.ts'
import type { Row } from './table.ts'

const goalMs = 100
// a list of questions is asked by turns, so that nothing is asked twice in a row
const rounds = 8
const smallest = 'list of an enterprise'

/** What was asked of whom, and how long each answer took. */
type Measured = { group: string; name: string; times: number[]; refused: string | null }

/**
 * Asks what the desk and the wall ask of issues, in their own words, where there are a hundred thousand of them with their history,
 * or as many as the environment variable MANY_ISSUES says; a fifth is open.
 */
export async function benchIssues(): Promise<Row[]> {
  const count = Number(process.env.MANY_ISSUES ?? 100_000)
  const folder = await temporaryFolder()
  const postgres = await startPostgres(folder)
  try {
    await migrate(postgres.ownerUrl)
    openDb(postgres.ownerUrl)
    return await measureIssues(await aWorldOfIssues(count))
  } finally {
    await closeDb()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Asks all questions, by turns, and sums each group up. */
export async function measureIssues(world: IssueWorld): Promise<Row[]> {
  const groups = await questionsOf(world)
  const measured: Measured[] = []
  for (const [group, { actor, questions }] of Object.entries(groups)) {
    const each = questions.map(({ name }) => ({ group, name, times: [] as number[], refused: null as string | null }))
    // the first round warms what is cached
    for (let round = 0; round <= rounds; round += 1) {
      for (const [i, question] of questions.entries()) {
        const { ms: taken, refused } = await timed(actor, question)
        if (round > 0) each[i]!.times.push(taken)
        each[i]!.refused = refused
      }
    }
    measured.push(...each)
  }
  const slowest = measured.toSorted((a, b) => quantile(b.times, 0.95) - quantile(a.times, 0.95))
  for (const { group, name, times } of slowest.slice(0, 30)) {
    console.error(
      `  ${ms(quantile(times, 0.5)).padStart(9)} ${ms(quantile(times, 0.95)).padStart(9)}  ${group}: ${name}`,
    )
  }
  for (const { group, name, refused } of measured)
    if (refused) console.error(`  refused: ${group}: ${name}: ${refused}`)
  const floor = quantile(
    measured.filter(({ group }) => group === smallest).flatMap(({ times }) => times),
    0.5,
  )
  return Object.keys(groups).map((group) => {
    const own = measured.filter((each) => each.group === group)
    return {
      what: `${world.count} issues with history: ${group}, ${own.length} questions`,
      measured: summed(own, floor),
    }
  })
}

/** How long the questions took, also as multiples of a list of one issue, which says how busy the machine was. */
function summed(measured: readonly Measured[], floor: number): string {
  const all = measured.flatMap(({ times }) => times)
  const p95 = measured.map(({ times }) => quantile(times, 0.95))
  const worst = Math.max(...p95)
  const over = p95.filter((each) => each > goalMs).length
  const refused = measured.filter((each) => each.refused).length
  const [middle, most] = [quantile(all, 0.5), quantile(all, 0.95)]
  return `p50 ${ms(middle)} (× ${(middle / floor).toFixed(1)}), p95 ${ms(most)}; p95 of the slowest ${ms(worst)} (${measured[p95.indexOf(worst)]!.name}); ${over} over ${goalMs} ms, ${refused} refused`
}

/** Asks once; a question that is refused is told of, since the desk would show its fault. */
async function timed(
  actor: Actor,
  { source, variables }: DeskQuestion,
): Promise<{ ms: number; refused: string | null }> {
  const began = performance.now()
  const refused = await ask(actor, source, variables).then(
    () => null,
    (error) => {
      if (error instanceof AppError) return error.message
      throw error
    },
  )
  return { ms: performance.now() - began, refused }
}

type Group = { actor: Actor; questions: DeskQuestion[] }

type Role = 'command' | 'officer' | 'owner' | 'wall'

/** So many issues, those who ask about them, and an enterprise that has some. */
export type IssueWorld = { count: number; ids: Ids; enterpriseId: string } & Record<Role, Actor>

/** Makes the world in an empty database. */
export async function aWorldOfIssues(count: number): Promise<IssueWorld> {
  const { actor: command, ids } = await aWorldOf(count)
  await fillLives(ids, command.accountId)
  const hundred = await db.enterprise.findMany({ select: { id: true }, take: 100, orderBy: { id: 'desc' } })
  // straight into the tables: the deed would begin the progress of all enterprises anew
  const { unionId } = ids
  const day = new Date(localDate(new Date()))
  const campaign = await db.campaign.create({
    data: { unionId, title: '百家行动', plan: '', target: 100, startsOn: day, endsOn: day },
  })
  await db.campaignEnterprise.createMany({
    data: hundred.map(({ id }, i) => ({ unionId, campaignId: campaign.id, position: i + 1, enterpriseId: id })),
  })
  const enterpriseId = hundred[0]!.id
  return {
    count,
    ids,
    enterpriseId,
    command,
    officer: await someone(ids.unionId, 'AGENCY', { agencyId: ids.agencies[0]! }),
    owner: await someone(ids.unionId, 'ENTERPRISE', { enterpriseId }),
    wall: await someone(ids.unionId, 'WALL'),
  }
}

/** What each of its people asks. */
async function questionsOf({
  command,
  officer,
  owner,
  wall,
  ids,
  enterpriseId,
}: IssueWorld): Promise<Record<string, Group>> {
  const addresses = issueAddresses(ids)
  const first = addresses.map((address) => issuesAt(address))
  const found = ['理发店', '店', '第99', '没有这个名字', '口罩', '2026-0042', '安宝 药店'].flatMap((search) =>
    ['', 'status=OPEN', 'status=OPEN&overdue=true'].map((address) => issuesAt(address, { first: 50 }, search)),
  )
  const views = [
    '',
    'status=OPEN',
    'status=OPEN&red=true',
    'status=OPEN&overdue=true',
    'state=ASSIGNED',
    'state=TAKEN',
    'status=CLOSED',
  ]
  return {
    'list of the centre, first page and count': { actor: command, questions: first },
    'the same, last and deep pages': { actor: command, questions: await deepPages(command, addresses.slice(0, 20)) },
    'the same, in each order that it offers': { actor: command, questions: await inOrders(command, views) },
    'searches of the centre': { actor: command, questions: found },
    'list of an agency’s officer': { actor: officer, questions: views.map((address) => issuesAt(address)) },
    'list of an officer, in each order that it offers': { actor: officer, questions: await inOrders(officer, views) },
    [smallest]: { actor: owner, questions: views.slice(0, 2).map((address) => issuesAt(address)) },
    'home of the centre': { actor: command, questions: homeQuestions('COMMAND') },
    'home of an officer': { actor: officer, questions: homeQuestions('AGENCY') },
    'home of an enterprise': { actor: owner, questions: homeQuestions('ENTERPRISE') },
    inbox: { actor: command, questions: [inboxQuestion] },
    'like issues': { actor: command, questions: [likeQuestion(globalId('Enterprise', enterpriseId))] },
    wall: { actor: wall, questions: [wallQuestion] },
  }
}

type Answer = { issues: { orders: string[]; pageInfo: { endCursor: string | null } } }

/** The last page of each list, and the one after a thousand rows. */
async function deepPages(actor: Actor, addresses: readonly string[]): Promise<DeskQuestion[]> {
  const questions: DeskQuestion[] = []
  for (const address of addresses) {
    questions.push(issuesAt(address, { last: 50 }))
    let after: string | null = null
    for (let page = 0; page < 10; page += 1) {
      const { source, variables } = issuesAt(address, { first: 100, after })
      after = (await ask<Answer>(actor, source, variables)).issues.pageInfo.endCursor
      if (!after) break
    }
    if (after) questions.push(issuesAt(address, { first: 50, after }))
  }
  return questions
}

/** The first page of each list in each order that it says it has, from both ends. */
async function inOrders(actor: Actor, addresses: readonly string[]): Promise<DeskQuestion[]> {
  const questions: DeskQuestion[] = []
  for (const address of addresses) {
    const { source, variables } = issuesAt(address)
    const { orders } = (await ask<Answer>(actor, source, variables)).issues
    for (const by of orders) {
      for (const direction of ['ASC', 'DESC']) {
        questions.push(issuesAt(address, { first: 50, orderBy: { by, direction } }))
      }
    }
  }
  return questions
}
