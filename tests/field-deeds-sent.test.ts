import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newStop } from '#client/field/deeds/plan-visit.ts'
import type { Stop } from '#client/field/fragments.ts'
import type { NewEntry } from '#client/field/store/entry.ts'
import { localDate } from '#server/platform/clock.ts'
import { db } from '#server/postgres/db.ts'
import { startTestApp, type TestApp } from '#tests/setup/app.ts'
import { visitEvents } from '#tests/setup/phone.ts'
import { aSendingPhone, centreFor } from '#tests/setup/phone-centre.ts'
import { withEmptyIndexedDB } from '#tests/setup/phone-parts.ts'
import { anEntry, arrival } from '#tests/setup/phone-samples.ts'

withEmptyIndexedDB()
let app: TestApp

beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const today = () => localDate(new Date())
const yesterday = () => new Date(Date.now() - 86_400_000)

const on = (stop: Stop) => ({ visit: stop.id, title: stop.enterprise.name })

describe('every deed of the phone', () => {
  it('is understood by the centre, in its order, and brings the rows back as they stand there', async () => {
    const phone = await aSendingPhone(app, ['大皮院清真超市'])
    const { centre, account, day } = phone
    const stops = (await centre.stops(account.squad!.id, today()))!
    const [stop] = stops
    const visitId = stop!.id
    const step = (input: object) =>
      ({ mutation: 'completeStep', input: { visitId, ...input }, ...on(stop!) }) as NewEntry
    const refused = await phone.send(
      step({ step: 'LOOK', gist: '老店' }),
      { mutation: 'arriveVisit', input: { visitId }, ...on(stop!) },
      step({ step: 'LISTEN', gist: '', notes: [{ text: '房租高', saidBy: '店主' }] }),
      step({ step: 'ASK', notes: [{ text: '缺口罩', secondSource: '店员' }] }),
      {
        mutation: 'recordChecklist',
        input: { visitId, checks: [{ item: 'DISINFECTION', answer: 'FIX_BY', fixBy: '2030-01-01' }] },
        ...on(stop!),
      },
      step({ step: 'TREAT', gist: '会商', notes: [{ text: '送口罩', responsible: '李敏', dueOn: '2030-01-01' }] }),
      {
        mutation: 'openIssue',
        input: {
          enterpriseId: stop!.enterprise.id,
          visitId,
          source: 'VISIT',
          kind: 'DIFFICULTY',
          category: 'SUPPLIES',
          severity: 'LOW',
          title: '缺口罩',
          evidence: '',
          saidBy: '',
        },
        ...on(stop!),
      },
      { mutation: 'finishVisit', input: { visitId, outcome: 'DONE', followUp: '复查' }, ...on(stop!) },
    )
    expect(refused).toEqual([])
    expect(await visitEvents(day.unionId)).toEqual([
      'visit.step_completed LOOK',
      'visit.arrived',
      'visit.step_completed LISTEN',
      'visit.step_completed ASK',
      'visit.checklist_recorded',
      'visit.step_completed TREAT',
      'visit.finished',
    ])
    expect(phone.rows.map(({ visit, issue }) => visit?.state ?? issue?.title)).toEqual([
      'PLANNED',
      'ARRIVED',
      'ARRIVED',
      'ARRIVED',
      'ARRIVED',
      'ARRIVED',
      '缺口罩',
      'FINISHED',
    ])
    const brief = (await centre.briefs([stop!.enterprise.id]))![0]!
    expect(brief.issues.edges.map((edge) => edge?.node.visit?.id)).toEqual([visitId])
    phone.close()
  })

  it('is understood: a plan, a skip and a carry-over', async () => {
    const phone = await aSendingPhone(app, ['西羊市茶行'], ['莲湖路印刷厂'], yesterday())
    const { centre, account, day, names } = phone
    const squad = account.squad!.id
    const [found] = (await centre.enterprises('印刷'))!
    const plan = newStop(squad, found!, today())
    const [left] = (await centre.stops(squad, today()))!
    expect(left!.enterprise.name).toBe('西羊市茶行')
    const carryOver = {
      mutation: 'carryOverVisits' as const,
      input: { squadId: squad, from: left!.plannedOn, to: today() },
      visit: null,
      title: '顺延',
    }
    expect(await phone.send(plan, carryOver)).toEqual([])
    const [id] = [...names.ids.get().values()]
    expect(phone.rows[0]!.visit).toMatchObject({ id, enterprise: { name: '莲湖路印刷厂' } })
    const skip: NewEntry = { mutation: 'skipVisit', input: { visitId: id!, reason: '改期' }, visit: id!, title: '' }
    expect(await phone.send(skip)).toEqual([])
    expect(await visitEvents(day.unionId)).toEqual(['visit.carried_over', 'visit.skipped'])
    phone.close()
  })

  it('is refused with the centre’s sentence', async () => {
    const phone = await aSendingPhone(app, ['庙后街药店'])
    const [stop] = (await phone.centre.stops(phone.account.squad!.id, today()))!
    const skip = { mutation: 'skipVisit' as const, input: { visitId: stop!.id, reason: '改期' }, ...on(stop!) }
    const [refused] = await phone.send(skip, { mutation: 'arriveVisit', input: { visitId: stop!.id }, ...on(stop!) })
    expect(refused).toMatchObject({ mutation: 'arriveVisit', refused: { code: 'CONFLICT', current: stop!.id } })
    expect(refused!.refused!.message).not.toBe('')
    phone.close()
  })

  it('is done once, however often it is sent', async () => {
    const phone = await aSendingPhone(app, ['洒金桥饼店'])
    const [stop] = (await phone.centre.stops(phone.account.squad!.id, today()))!
    const clientId = crypto.randomUUID()
    const entry = anEntry(arrival(stop!.id), { clientId, happenedAt: new Date().toISOString() })
    const first = await phone.centre.send(entry)
    expect(first).toMatchObject({ ok: true, rows: { visit: { id: stop!.id, state: 'ARRIVED' } } })
    expect(await phone.centre.send(entry)).toEqual(first)
    expect(await visitEvents(phone.day.unionId)).toEqual(['visit.arrived'])
    expect((await db.visit.findUnique({ where: { id: phone.day.visits[0]! } }))!.arrivedAt!.toISOString()).toBe(
      entry.happenedAt,
    )
    phone.close()
  })

  it('of another release is refused without being sent', async () => {
    const centre = centreFor(app, null, 'http://127.0.0.1:9/graphql')
    const entry = anEntry({ ...arrival(), mutation: 'measureTemperature' } as never)
    expect(await centre.send(entry)).toEqual({ ok: false, failure: { code: 'INVALID', message: '', retry: false } })
  })
})
