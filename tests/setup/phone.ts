import { randomUUID } from 'node:crypto'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { practiceCreditCode } from '#prisma/seed/credit-code.ts'
import { createEnterprise } from '#server/modules/enterprises/create.ts'
import { planVisit } from '#server/modules/visits/plan.ts'
import { localDate, runAt } from '#server/platform/clock.ts'
import type { Actor } from '#server/platform/context.ts'
import { db } from '#server/postgres/db.ts'
import { type TestApp, testPassword } from './app.ts'
import { anAccount, anActor, aSquad, aUnion } from './factories.ts'

/** A squad that may sign in, with stops planned for today in this order. */
export type SquadDay = { unionId: string; command: string; username: string; squad: Actor; visits: string[] }

let serial = 0

/**
 * A union of its own with one squad and a stop at each named enterprise, today or on the day of `at`; further ones
 * are only in the register.
 */
export async function aSquadDay(stops: string[], others: string[] = [], at = new Date()): Promise<SquadDay> {
  const { id: unionId } = await aUnion()
  const commander = await anAccount(unionId)
  const command = await anActor(commander.id)
  const squadId = await aSquad(unionId)
  const account = await anAccount(unionId, { role: 'SQUAD', squadId, displayName: '小分队' })
  const visits: string[] = []
  for (const name of [...stops, ...others]) {
    serial += 1
    const { subjectId } = await createEnterprise(command, {
      clientId: randomUUID(),
      name,
      creditCode: practiceCreditCode(95_000 + serial),
      address: '莲湖区北院门街道西大街 100 号',
      industry: '餐饮',
      headcount: 36,
      contacts: [{ kind: 'OWNER', name: '赵志强', phone: '15400001234' }],
    })
    if (!stops.includes(name)) continue
    const plan = { clientId: randomUUID(), squadId, enterpriseId: subjectId!, plannedOn: localDate(at) }
    visits.push((await runAt(at, () => planVisit(command, plan))).subjectId!)
  }
  return { unionId, command: commander.username, username: account.username, squad: await anActor(account.id), visits }
}

/** A phone of 390×844 with a signed-in squad. */
export async function aPhone(
  browser: Browser,
  app: TestApp,
  username: string,
  width = 390,
): Promise<{ context: BrowserContext; page: Page }> {
  const viewport = { width, height: 844 }
  const context = await browser.newContext({ viewport, hasTouch: true, isMobile: true, locale: 'zh-CN' })
  context.setDefaultTimeout(15_000)
  const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { viewer { id } } }'
  const answer = await context.request.post(`${app.url}/graphql`, {
    headers: { origin: app.url },
    data: { query, variables: { input: { username, password: testPassword } } },
  })
  if (!(await answer.json()).data?.signIn) throw new Error(await answer.text())
  const page = await context.newPage()
  return { context, page }
}

/** What happened to the visits of a union since they were planned, in the log's order. */
export const visitEvents = async (unionId: string) =>
  (await db.event.findMany({ where: { unionId, name: { startsWith: 'visit.' } }, orderBy: { seq: 'asc' } }))
    .map(({ name, facts }) => [name, (facts as { step?: string }).step].filter(Boolean).join(' '))
    .filter((name) => name !== 'visit.planned')

/** The page says that nothing is left on the phone. */
export const allSent = (page: Page) => page.getByText('全部已到中心').waitFor()

/** A part of the open stop, by its heading. */
export const section = (page: Page, name: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name, exact: true }) })

/** Waits until the service worker has the page and all that it is made of: it keeps its whole list or nothing. */
export const pageKept = (page: Page) =>
  expect
    .poll(
      () =>
        page.evaluate(async () => {
          const registration = await navigator.serviceWorker.getRegistration('/field')
          return (
            registration?.active?.state === 'activated' &&
            (await caches.match('/field', { ignoreSearch: true })) !== undefined
          )
        }),
      { timeout: 20_000 },
    )
    .toBe(true)
