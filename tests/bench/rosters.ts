import { randomInt } from 'node:crypto'
import fc from 'fast-check'
import { generatedLists, unaccounted } from '#tests/setup/generated-lists.ts'
import { read } from '#tests/setup/roster-reading.ts'
import type { Row } from './table.ts'

const sheets = Number(process.env.MANY_SHEETS ?? 10_000)

/** Reads 10,000 generated workbooks around true lists, and counts those of which a row is not accounted for. */
export async function benchRosters(): Promise<Row[]> {
  const seed = randomInt(2 ** 31)
  const faults: string[] = []
  const started = performance.now()
  const property = fc.asyncProperty(generatedLists, async (list) => {
    const fault = await read(list.bytes, '名单.xlsx').then((file) => unaccounted(list, file), String)
    if (fault) faults.push(fault)
  })
  await fc.assert(property, { numRuns: sheets, seed })
  const seconds = ((performance.now() - started) / 1000).toFixed(0)
  for (const fault of faults.slice(0, 20)) console.log(fault)
  return [
    {
      what: `${sheets} generated workbooks around true lists, seed ${seed}`,
      measured: `${faults.length} with a row that is not accounted for; ${seconds} s`,
    },
  ]
}
