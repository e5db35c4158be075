import { describe, expect, test } from 'vitest'
import { takeOver } from './takeover.ts'

const size = { rate: 20, witnesses: 12 }

describe('a standby takes over under load', { timeout: 120_000 }, () => {
  test('and has everything that was acknowledged where commits wait for it; clients start again', async () => {
    const { acknowledged, misled: _, corrected: __, ...result } = await takeOver({ synchronous: true, ...size })
    expect(result).toEqual({ lost: 0, contradictions: 0, missed: 0, wrong: [] })
    expect(acknowledged).toBeGreaterThan(60)
  })

  test('and lacks the last commits where they do not wait: whoever was told of them starts again, live or away', async () => {
    const { lost, misled, corrected, ...result } = await takeOver({ synchronous: false, ...size })
    expect(result).toMatchObject({ contradictions: 0, missed: 0, wrong: [] })
    expect(lost).toBeGreaterThan(0)
    expect(misled).toBeGreaterThan(0)
    expect(corrected).toBe(misled)
  })
})
