import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { schema } from '#server/schema.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { everyDeed } from '#tests/setup/every-deed.ts'
import { expectFiguresTrue } from '#tests/setup/meeting.ts'
import { aPlaceFor, ready } from '#tests/setup/ready-deed.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'
import { aWire, type Wire } from '#tests/setup/wire.ts'

// Every mutation that is a deed, done once on a place of its own. signIn, signOut, showLink and revealPhone have no clientId, pairWall,
// openLink, openIssueLink, actByIssueLink and setUpUnion have no actor, and createSubdistrict begins a stream of its own: they are tried in tests of their own.
const names = Object.keys(everyDeed)

let wire: Wire
let union: SmallUnion
beforeAll(async () => {
  wire = await aWire(await freshDatabase())
  openDb(wire.url)
  union = await aSmallUnion()
})
afterAll(async () => {
  await closeDb()
  wire.close()
})

it('is each mutation but those that are tried in tests of their own', () => {
  const mutations = Object.keys(schema.getMutationType()!.getFields())
  const others = [
    ...[
      'actByIssueLink',
      'createChairLink',
      'createSubdistrict',
      'openIssueLink',
      'openLink',
      'pairWall',
      'setUpUnion',
    ],
    ...['revealPhone', 'showLink', 'signIn', 'signOut'],
  ]
  expect([...names, ...others].sort()).toEqual(mutations.sort())
})

describe('the server waits for the database', () => {
  it.each(names)('at most three times in %s: to load, to save, and to read the answer', async (name) => {
    const first = await ready(await aPlaceFor(name, union), name)
    await first()
    const deed = await ready(await aPlaceFor(name, union), name)
    const before = wire.waits()
    await deed()
    // of what kind a roster is says what is locked and read for it, and its rows, of which there may be megabytes, are read by
    // themselves; what was said of headers before says how a file is read
    // guesses at a password are counted before it is looked at
    const most = name === 'changePassword' ? 12 : name.endsWith('Roster') ? 5 : 3
    expect(wire.waits() - before).toBeLessThanOrEqual(most)
  })
})

describe('the same clientId twice at once', () => {
  it.each(names)('does %s once, and gives both the same answer', async (name) => {
    const place = await aPlaceFor(name, union)
    const { unionId } = place.union
    const deed = await ready(place, name)
    const before = await happened(unionId)
    const [one, other] = await Promise.all([deed(), deed()])
    const after = await happened(unionId)
    const { secret: _, link: __, ...answer } = one!
    expect(other).toMatchObject(answer)
    expect(after.receipts - before.receipts).toBe(1)
    const seq = one!.seq as number | null
    expect(after.head).toBe(seq ?? before.head)
    await deed()
    expect(await happened(unionId)).toEqual(after)
    await expectFiguresTrue(unionId)
  })
})

const happened = async (unionId: string) => ({
  receipts: await db.receipt.count(),
  head: (await db.stream.findUniqueOrThrow({ where: { unionId } })).head,
})
