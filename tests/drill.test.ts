import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tallyDifferences } from '#server/board/verify-tallies.ts'
import { parseCommandLine } from '#server/commands/run.ts'
import { db } from '#server/postgres/db.ts'
import { runDrill, type Summary } from '#tests/drill/drill.ts'
import { commandLine, type DrillOptions, readOptions } from '#tests/drill/options.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { practiceDatabase, practicePassword } from '#tests/setup/practice.ts'

const patience = 240_000
let app: TestApp
let said: string[] = []

beforeAll(async () => {
  app = await startTestApp({}, await practiceDatabase())
}, patience)

afterAll(() => app.close())

/** What the drill makes of its command line. */
const optionsOf = (...args: string[]): DrillOptions => readOptions(parseCommandLine(commandLine, args)!.values)

const drill = (...args: string[]): Promise<Summary> => {
  said = []
  return runDrill(optionsOf('--url', app.url, ...args), (line) => said.push(line))
}

const theUnion = async () => (await db.tradeUnion.findFirstOrThrow({ where: { level: 'SUBDISTRICT' } })).id

const board = async () => {
  const token = await app.signInAs('wall', practicePassword)
  const figures =
    'campaign { visited target listed underWay onSite } resumption { resumed enterprises } supplies { code reserved enterprisesReserved }'
  const query = `{ board { ${figures} cells { state } } }`
  return (await app.gql<{ board: { cells: { state: string }[] } }>(token, query)).data!.board
}

describe('the drill', () => {
  it('moves the board at a given rate, for a given time, with a few squads', async () => {
    const unionId = await theUnion()
    const before = await db.stream.findUniqueOrThrow({ where: { unionId } })
    const { mutations, refused } = await drill('--rate', '40', '--for', '4', '--squads', '1,3')
    expect(refused).toEqual({})
    expect(mutations).toBeGreaterThan(0)
    const { head } = await db.stream.findUniqueOrThrow({ where: { unionId } })
    expect(head - before.head).toBeGreaterThanOrEqual(mutations)
    const moved = await db.event.findMany({ where: { unionId, seq: { gt: before.head }, squadId: { not: null } } })
    const squads = await db.squad.findMany({ where: { id: { in: moved.map(({ squadId }) => squadId!) } } })
    expect([1, 3]).toEqual(expect.arrayContaining(squads.map(({ number }) => number)))
  })

  it(
    'goes on where it was left, and ends at the article’s closing figures',
    async () => {
      const { refused } = await drill('--to-end')
      expect(refused).toEqual({})
      expect(said.at(-1)).toBe('The board shows the closing figures of the article.')
      const { cells, ...figures } = await board()
      expect(figures).toEqual({
        campaign: { visited: 100, target: 100, listed: 100, underWay: 0, onSite: 0 },
        resumption: { resumed: 1329, enterprises: 1500 },
        supplies: [
          { code: 'MASK', reserved: 80_000, enterprisesReserved: 512 },
          { code: 'THERMOMETER', reserved: 360, enterprisesReserved: 350 },
          { code: 'ALCOHOL', reserved: 15_000, enterprisesReserved: 300 },
          { code: 'DISINFECTANT', reserved: 10_000, enterprisesReserved: 200 },
        ],
      })
      expect(cells.every(({ state }: { state: string }) => state === 'DONE')).toBe(true)
      expect(await tallyDifferences(await theUnion())).toEqual([])
    },
    patience,
  )

  it(
    'has nothing left to do then, and makes further load where it is asked to',
    async () => {
      expect((await drill('--to-end')).mutations).toBe(0)
      const { mutations, refused } = await drill('--rate', '50', '--for', '4')
      expect(mutations).toBeGreaterThan(0)
      expect(refused).toEqual({})
      expect(await tallyDifferences(await theUnion())).toEqual([])
    },
    patience,
  )

  it('says what it cannot use', () => {
    expect(() => optionsOf('--rate', 'fast')).toThrow('--rate fast is no number above zero.')
    expect(() => optionsOf('--squads', '11')).toThrow('--squads are from 1 to 10.')
    expect(() => optionsOf('--url', 'nowhere')).toThrow('--url nowhere is no address.')
    expect(optionsOf().speed).toBe(60)
    expect(optionsOf('--to-end').speed).toBeNull()
  })
})
