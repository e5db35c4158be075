import fc from 'fast-check'
import { expect, it } from 'vitest'
import { generatedLists, unaccounted } from './setup/generated-lists.ts'
import { read } from './setup/roster-reading.ts'

it('accounts for every row of 200 generated workbooks around a true list', async () => {
  await fc.assert(
    fc.asyncProperty(generatedLists, async (list) => {
      expect(unaccounted(list, await read(list.bytes, '名单.xlsx'))).toBeNull()
    }),
    { numRuns: 200 },
  )
})
