import { expect, it } from 'vitest'
import { isSilent } from '#client/desk/home/silence.ts'

const at = (time: string) => `2020-03-24T${time}:00+08:00`

it('marks a squad that was silent for two hours of the day’s work, and none in the early morning', () => {
  expect(isSilent(null, at('06:30'))).toBe(false)
  expect(isSilent(null, at('10:59'))).toBe(false)
  expect(isSilent(null, at('11:01'))).toBe(true)
  expect(isSilent('2020-03-23T18:00:00+08:00', at('08:00'))).toBe(false)
  expect(isSilent(at('10:30'), at('12:00'))).toBe(false)
  expect(isSilent(at('10:30'), at('12:31'))).toBe(true)
})
