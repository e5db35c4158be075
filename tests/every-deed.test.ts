import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeDb, db, openDb } from '#server/postgres/db.ts'
import { schema } from '#server/schema.ts'
import { freshDatabase } from '#tests/setup/database.ts'
import { everyDeed } from '#tests/setup/every-deed.ts'
import { expectFiguresTrue } from '#tests/setup/meeting.ts'
import { Place } from '#tests/setup/place.ts'
import { ready } from '#tests/setup/ready-deed.ts'
import { aSmallUnion, type SmallUnion } from '#tests/setup/small-union.ts'
import { aWire, type Wire } from '#tests/setup/wire.ts'

// Every mutation that is a deed, done once on a place of its own. signIn and signOut have no clientId, pairWall and
// setUpUnion have no actor, and createSubdistrict begins a stream of its own: they are tried in tests of their own.
const names = Object.keys(everyDeed)

let wire: Wire
let union: SmallUnion
let campaignId: string
beforeAll(async () => {
  wire = await aWire(await freshDatabase())
  openDb(wire.url)
  union = await aSmallUnion()
  campaignId = (await db.campaign.findFirstOrThrow()).id
}, 60_000)
afterAll(async () => {
  await closeDb()
  wire.close()
})

it('is each mutation but five', () => {
  const mutations = Object.keys(schema.getMutationType()!.getFields())
  expect([...names, 'createSubdistrict', 'pairWall', 'setUpUnion', 'signIn', 'signOut'].sort()).toEqual(
    mutations.sort(),
  )
})

describe('the server waits for the database', () => {
  it.each(names)('at most three times in %s: to load, to save, and to read the answer', async (name) => {
    const first = await ready(new Place(union, campaignId), name)
    await first()
    const deed = await ready(new Place(union, campaignId), name)
    const before = wire.waits()
    await deed()
    expect(wire.waits() - before).toBeLessThanOrEqual(3)
  })
})

describe('the same clientId twice at once', () => {
  it.each(names)('does %s once, and gives both the same answer', async (name) => {
    const deed = await ready(new Place(union, campaignId), name)
    const before = await happened()
    const [one, other] = await Promise.all([deed(), deed()])
    const after = await happened()
    const { secret: _, link: __, ...answer } = one!
    expect(other).toMatchObject(answer)
    expect(after.receipts - before.receipts).toBe(1)
    const seq = one!.seq as number | null
    expect(after.head).toBe(seq ?? before.head)
    await deed()
    expect(await happened()).toEqual(after)
    await expectFiguresTrue(union.unionId)
  })
})

const happened = async () => ({
  receipts: await db.receipt.count(),
  head: (await db.stream.findUniqueOrThrow({ where: { unionId: union.unionId } })).head,
})
