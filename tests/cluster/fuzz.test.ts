import { expect, test } from 'vitest'
import { fuzz } from './fuzz.ts'

test('generated documents and sequences of frames find no fault', async () => {
  const seed = Date.now() % 1_000_000
  const { wrong, answered } = await fuzz({ documents: 1200, sequences: 300, seed })
  expect([`seed ${seed}`, ...wrong]).toEqual([`seed ${seed}`])
  expect(answered).toBeGreaterThan(100)
}, 300_000)
