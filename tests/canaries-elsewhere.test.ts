import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onOneConnection } from '#server/backup/connection.ts'
import { beginDump } from '#server/backup/dump.ts'
import { writeBackup } from '#server/backup/writer.ts'
import { rowId } from '#server/platform/ids.ts'
import { databaseUrl, db } from '#server/postgres/db.ts'
import { schema } from '#server/schema.ts'
import { allAnswers, unlimited } from './setup/all-answers.ts'
import { startTestApp, type TestApp } from './setup/app.ts'
import { backupFolder } from './setup/backups.ts'
import { holderOf, makeLink } from './setup/issue-links.ts'
import { exportedText, marksIn, subscriptions, told, unpacked } from './setup/marked-answers.ts'
import { aMarkedUnion, type Marked, marked, markOf, names, phones, words } from './setup/marks.ts'
import type { StockedUnion } from './setup/stocked-union.ts'
import { viewerNames } from './setup/viewers.ts'

// Every column of text has a mark. Whatever leaves by another way than an answer, as a file, a subscription, a link or a backup,
// says no more than the answers do that the same person may ask for.

let app: TestApp
let stock: StockedUnion
/** What each viewer is told by each subscription, by both names. All wait for the next heartbeat together. */
const heard = new Map<string, string>()

beforeAll(async () => {
  app = await startTestApp({ ...unlimited, METRICS_TOKEN: 'a-token-of-the-metrics' })
  stock = await aMarkedUnion(app)
  const listening = viewerNames.flatMap((viewer) =>
    subscriptions.map(async ({ name }) => {
      heard.set(`${viewer} ${name}`, await told(app, stock.viewers[viewer].token, name))
    }),
  )
  await Promise.all(listening)
})
afterAll(() => app.close())

const lists = (schema.getType('ExportedList') as unknown as { getValues(): { name: string }[] })
  .getValues()
  .map(({ name }) => name)

describe.each(viewerNames)('%s', (viewer) => {
  it('is told by no file and by no subscription what it reads in no answer', async () => {
    const { token } = stock.viewers[viewer]
    const read = new Set(marksIn(await allAnswers(app, stock, token)))
    const more: [string, Marked[]][] = []
    for (const list of lists) {
      const args = list.startsWith('ROSTER_') && list !== 'ROSTER_TEMPLATE' ? `rosterId: "${stock.ids.rosterId}"` : ''
      const unread = marksIn(await exportedText(app, token, list, args)).filter((column) => !read.has(column))
      if (unread.length > 0) more.push([list, unread])
    }
    for (const { name } of subscriptions) {
      const unread = marksIn(heard.get(`${viewer} ${name}`)!).filter((column) => !read.has(column))
      if (unread.length > 0) more.push([name, unread])
    }
    expect(more).toEqual([])
  })
})

it('files and subscriptions do tell the command centre what is its own, so that a mark that is missing was kept back', async () => {
  const { token } = stock.viewers.command
  const text = (await Promise.all(lists.map((list) => exportedText(app, token, list, '')))).join()
  expect(marksIn(text).length).toBeGreaterThan(12)
  expect(marksIn(heard.get('command boardEvents')!).length).toBeGreaterThan(5)
  const whole = await exportedText(app, token, 'ENTERPRISES', 'phonesFor: "逐一致电"')
  expect(marksIn(whole)).toContain('Contact.phone')
})

it('a link for an issue tells its enterprise no word that is internal or that its workers said, and an agency what it needs', async () => {
  const issueId = rowId('Issue', stock.ids.issueId!, 'id')
  const opened = async (agencyId?: string | null) => {
    const { secret } = await makeLink(stock.viewers.command, issueId, agencyId)
    return marksIn(JSON.stringify(await holderOf(app).open(secret)))
  }
  const said: Marked[] = ['Issue.evidence', 'Issue.saidBy', 'Measure.who', 'VisitNote.text', 'CompletedStep.gist']
  const enterprise = await opened()
  expect(enterprise).toContain('Issue.title')
  expect(enterprise.filter((column) => said.includes(column) || phones.includes(column))).toEqual([])
  const agency = await opened(stock.union.tax.agencyId)
  expect(agency.filter((column) => phones.includes(column) && column !== 'Contact.phone')).toEqual([])
})

it('the log of events and the figures for operators hold no name, no word and no number', async () => {
  const events = JSON.stringify(await db.event.findMany(), (_, value) =>
    typeof value === 'bigint' ? String(value) : value,
  )
  expect(marksIn(events)).toEqual([])
  const answer = await fetch(`${app.url}/metrics`, { headers: { authorization: 'Bearer a-token-of-the-metrics' } })
  expect(answer.status).toBe(200)
  expect(marksIn(await answer.text())).toEqual([])
})

it('an encrypted backup holds no mark as bytes, and one that is not holds them all', async () => {
  const folder = await backupFolder()
  const key = await identityToRecipient(await generateIdentity())
  const write = (name: string, recipients: string[]) =>
    onOneConnection(databaseUrl, async (client) => {
      const file = join(folder, name)
      await writeBackup(
        file,
        true,
        (await beginDump(client)).text(() => {}),
        recipients,
      )
      return readFile(file)
    })
  const open = unpacked(await write('open.gz', []))
  expect([...names, ...words, ...phones].filter((column) => !open.includes(markOf(column)))).toEqual([])
  const sealed = await write('sealed.gz.age', [key])
  for (const column of marked) expect([column, sealed.includes(Buffer.from(markOf(column)))]).toEqual([column, false])
  expect(sealed.includes(Buffer.from([0x1f, 0x8b, 8]))).toBe(false)
})
