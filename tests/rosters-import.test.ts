import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { recountEnterprises } from '#server/modules/enterprises/tallies.ts'
import { readRosterFile } from '#server/modules/rosters/file.ts'
import { enterpriseRoster } from '#server/modules/rosters/kinds/enterprises.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp, testPassword } from './setup/app.ts'
import { runCommand } from './setup/commands.ts'
import { anAccount, aUnion } from './setup/factories.ts'
import { unionTally } from './setup/outcomes.ts'
import { aCreditCode, applyRoster, previewRoster, rosterCsv, undoRoster } from './setup/rosters.ts'

// each test starts processes, which takes long on a busy machine
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

let app: TestApp
let unionId: string
let username: string

beforeAll(async () => {
  app = await startTestApp()
})
beforeEach(async () => {
  unionId = (await aUnion()).id
  username = (await anAccount(unionId)).username
})
afterAll(() => app.close())

const counts = ({
  created,
  changed,
  unchanged,
  refused,
}: Record<'created' | 'changed' | 'unchanged' | 'refused', number>) => [created, changed, unchanged, refused]

test('a roster of 20,000 rows goes in at once', async () => {
  const command = await app.signInAs(username)
  const lines = Array.from(
    { length: 20_000 },
    (_, i) => `秦岭${i}号商贸有限公司,${aCreditCode()},${i % 90},店主${i},,一片区`,
  )
  const seen = await previewRoster(app, command, rosterCsv(...lines))
  expect(counts(seen)).toEqual([20_000, 0, 0, 0])
  expect(counts(await applyRoster(app, command, seen.id))).toEqual([20_000, 0, 0, 0])
  expect(await db.enterprise.count({ where: { unionId } })).toBe(20_000)
  const again = await previewRoster(
    app,
    command,
    rosterCsv(...lines.map((line) => line.replace(/,(\d+),店主/, ',1000,店主'))),
  )
  expect(counts(again)).toEqual([0, 20_000, 0, 0])
  await applyRoster(app, command, again.id)
  expect(await db.enterprise.count({ where: { unionId, headcount: 1000 } })).toBe(20_000)
  expect(await unionTally(unionId)).toEqual(await recountEnterprises(db, unionId))
  expect(await undoRoster(app, command, again.id)).toEqual({ undone: 20_000, kept: 0 })
  expect(await db.enterprise.count({ where: { unionId, headcount: 1000 } })).toBe(0)
  expect(await undoRoster(app, command, seen.id)).toEqual({ undone: 20_000, kept: 0 })
  expect(await db.enterprise.count({ where: { unionId } })).toBe(0)
  expect(await unionTally(unionId)).toEqual(await recountEnterprises(db, unionId))
})

test('npm run import prints the doubtful rows and keeps them in a file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sizhen-roster-'))
  const [file, left] = [join(folder, '名册.csv'), join(folder, '名册.doubtful.xlsx')]
  const end = ['--yes', '--url', app.url, '--username', username]
  const env = { SIZHEN_PASSWORD: testPassword, LANG: 'C' }
  await writeFile(file, '企业名称,地址\n回坊食品,北院门 1 号\n')
  await runCommand('import', [file, ...end], { env })
  const code = aCreditCode()
  await writeFile(file, `企业名称,地址,信用代码\n回坊食品,北院门 1 号,${code}\n`)
  const { out } = await runCommand('import', [file, ...end], { env })
  expect(out).toContain('Doubtful, likely to be:')
  expect(out).toContain(`row 2: 回坊食品 ${code}: Enterprise name 回坊食品; Address 北院门 1 号`)
  expect(out).toContain(`The doubtful rows are in ${left}.`)
  expect(out).toContain('Nothing to apply.')
  const { rows } = await readRosterFile(new Uint8Array(await readFile(left)), left, enterpriseRoster)
  expect(rows).toMatchObject([{ cells: { name: '回坊食品', creditCode: code } }])
  expect(rows[0]!.original).toContain('Enterprise name: 回坊食品; Address: 北院门 1 号')
  const same = await runCommand('import', [file, '--doubtful', 'same', ...end], { env })
  expect(same.out).not.toContain('The doubtful rows')
  expect(await db.enterprise.findMany({ where: { unionId } })).toMatchObject([{ creditCode: code }])
  await rm(folder, { recursive: true })
})

test('npm run import previews and applies a file through the public API', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sizhen-roster-'))
  const [file, refused] = [join(folder, '名册.csv'), join(folder, '拒绝.csv')]
  const beside = join(folder, '名册.refused.xlsx')
  const right = aCreditCode()
  const wrong = right.slice(0, 17) + (right.endsWith('0') ? '1' : '0')
  await writeFile(file, rosterCsv(`回坊食品,${aCreditCode()},30,,,`, `错码店,${wrong},,,,`))
  const args = [file, '--yes', '--refused', refused, '--url', app.url, '--username', username]
  const { code, out } = await runCommand('import', args, { env: { SIZHEN_PASSWORD: testPassword, LANG: 'C' } })
  expect(code).toBe(0)
  expect(out).toContain('Rows read 2: to create 1, to change 0, the same 0, doubtful 0, refused 1.')
  expect(out).toContain(`row 3: 错码店 ${wrong}: Credit code has a last character`)
  expect(out).toMatch(/Applied, as event \d+\./)
  expect(await readFile(refused, 'utf8')).toContain('错码店')
  const again = await runCommand('import', args.toSpliced(2, 2), { env: { SIZHEN_PASSWORD: testPassword, LANG: 'C' } })
  expect(again.out).toContain(`The refused rows are in ${beside}.`)
  const { rows } = await readRosterFile(new Uint8Array(await readFile(beside)), beside, enterpriseRoster)
  expect(rows).toMatchObject([
    { cells: { name: '错码店', creditCode: wrong }, original: expect.arrayContaining(['错码店']) },
  ])
  expect(await db.enterprise.count({ where: { unionId } })).toBe(1)
  const end = ['--url', app.url, '--username', username]
  const env = { SIZHEN_PASSWORD: testPassword, LANG: 'C' }
  const list = (await runCommand('import', ['--list', ...end], { env })).out.trim().split('\n')
  expect(list).toHaveLength(2)
  expect(list[1]).toMatch(/ENTERPRISES {2}APPLIED {2}1 created, 0 changed, 0 doubtful {2}名册\.csv$/)
  const undone = await runCommand('import', ['--undo', list[1]!.split(' ')[0]!, '--yes', ...end], { env })
  expect(undone.out).toMatch(/Undone, as event \d+: 1 rows taken back, 0 kept\./)
  expect(await db.enterprise.count({ where: { unionId } })).toBe(0)
  await rm(folder, { recursive: true })
})
