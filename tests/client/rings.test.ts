import { describe, expect, it } from 'vitest'
import { ringsNow } from '#client/desk/inbox/rings.ts'

const at = (time: string) => Date.parse(`2026-11-30T${time}:00+08:00`)
const settings = { quietFrom: null, quietTo: null, soundsPerHour: 2 } as const
const reminder = (id: string, time: string, isEmergency = false) =>
  ({
    id,
    kind: 'GIVEN',
    ringsAt: new Date(at(time)).toISOString(),
    no: '2026-0001',
    enterpriseName: '回坊小吃店',
    measure: null,
    issue: { id, title: '口罩不够', isEmergency },
  }) as const
const none = { ids: [], sounds: [] }
const ring = (
  reminders: ReturnType<typeof reminder>[],
  rung: Parameters<typeof ringsNow>[1],
  time: string,
  own: object = {},
) => ringsNow({ open: reminders.length, reminders, settings: { ...settings, ...own } }, rung, at(time), time)

describe('the sounds of the inbox', () => {
  it('come once for each reminder, from its own time on', () => {
    const reminders = [reminder('a', '09:00'), reminder('b', '14:00')]
    const first = ring(reminders, none, '09:30')
    expect(first.rings.map(({ id }) => id)).toEqual(['a'])
    expect(ring(reminders, first.rung, '09:31').rings).toEqual([])
    expect(ring(reminders, first.rung, '14:00').rings.map(({ id }) => id)).toEqual(['b'])
  })

  it('are so many an hour at most, those that come together make one, and the digest tells of the others once', () => {
    const first = ring(
      ['a', 'b', 'c'].map((id) => reminder(id, '09:00')),
      none,
      '09:30',
    )
    expect([first.rings.length, first.rung.sounds.length]).toEqual([3, 1])
    const second = ring([reminder('d', '09:31')], first.rung, '09:31')
    expect(second.rings.map(({ id }) => id)).toEqual(['d'])
    const third = ring([reminder('e', '09:32'), reminder('f', '09:32')], second.rung, '09:32')
    expect([third.rings, third.digest]).toEqual([[], 2])
    expect(ring([reminder('e', '09:32')], third.rung, '09:33')).toMatchObject({ rings: [], digest: 0 })
    expect(ring([reminder('g', '10:31')], third.rung, '10:31').rings.map(({ id }) => id)).toEqual(['g'])
  })

  it('are kept back in the quiet hours, also over midnight, unless there is an emergency', () => {
    const quiet = { quietFrom: '21:00', quietTo: '07:00' }
    const reminders = [reminder('a', '05:00'), reminder('b', '05:00', true)]
    expect(ring(reminders, none, '06:00', quiet).rings.map(({ id }) => id)).toEqual(['b'])
    expect(ring(reminders, none, '07:00', quiet).rings.map(({ id }) => id)).toEqual(['a', 'b'])
    expect(ring(reminders, none, '12:30', { quietFrom: '12:00', quietTo: '13:00' }).rings.map(({ id }) => id)).toEqual([
      'b',
    ])
  })

  it('forget what was acknowledged, so that what is kept does not grow', () => {
    const { rung } = ring([reminder('a', '09:00')], none, '09:30')
    expect(ring([reminder('b', '09:00')], rung, '09:31').rung.ids).toEqual(['b'])
  })
})
