import { newStop } from '#client/field/deeds/plan-visit.ts'
import { type Brief, blankStop, type EnterpriseFacts, type Issue, type Stop } from '#client/field/fragments.ts'
import type { Account } from '#client/field/store/account.ts'
import type { Entry, NewEntry } from '#client/field/store/entry.ts'

/** An enterprise as the phone knows it. */
export const someFacts = (given: Partial<EnterpriseFacts> = {}): EnterpriseFacts => ({
  ...blankStop.enterprise,
  id: 'enterprise',
  name: '回民街糕点厂',
  address: '北院门街道 1 号',
  industry: '食品',
  headcount: 12,
  resumption: 'RESUMED',
  contacts: [{ id: 'contact', kind: 'OWNER', name: '马志强', phone: '15400001234' }],
  ...given,
})

/** A planned stop of the squad `squad` as the centre sends it. */
export const aStop = (given: Partial<Stop> = {}): Stop => ({
  ...newStop('squad', someFacts(), '2020-03-24').local,
  id: 'visit',
  stop: 1,
  ...given,
})

/** An issue as the centre sends it. */
export const anIssue = (given: Partial<Issue> = {}): Issue => ({
  id: 'issue',
  kind: 'DIFFICULTY',
  title: '缺口罩',
  status: 'OPEN',
  openedAt: '2020-03-24T02:00:00.000Z',
  enterprise: { id: 'enterprise' },
  visit: { id: 'visit' },
  ...given,
})

/** A brief as the centre sends it. */
export const aBrief = (given: Partial<Brief> = {}): Brief => ({
  id: 'enterprise',
  issues: { edges: [] },
  visits: { edges: [] },
  whatWorked: [],
  ...given,
})

/** An account of the squad `squad`. */
export const aSquadAccount = (id: string): Account => ({
  id,
  displayName: `小分队 ${id}`,
  role: 'SQUAD',
  squad: { id: 'squad', number: 1, cadreName: '王建国' },
})

/** 到达 at a stop. */
export const arrival = (visit = 'visit'): NewEntry => ({
  mutation: 'arriveVisit',
  input: { visitId: visit },
  visit,
  title: '回民街糕点厂',
})

/** 望 at a stop. */
export const look = (visit = 'visit', gist = ''): NewEntry => ({
  mutation: 'completeStep',
  input: { visitId: visit, step: 'LOOK', gist },
  visit,
  title: '回民街糕点厂',
})

/** 闻 at a stop. */
export const heard = (visit = 'visit', text = '希望减租'): NewEntry => ({
  mutation: 'completeStep',
  input: { visitId: visit, step: 'LISTEN', notes: [{ text, saidBy: '店主' }] },
  visit,
  title: '回民街糕点厂',
})

/** The end of a visit. */
export const finish = (visit = 'visit'): NewEntry => ({
  mutation: 'finishVisit',
  input: { visitId: visit, outcome: 'DONE' },
  visit,
  title: '回民街糕点厂',
})

/** Words that are added to 闻 of a visit. */
export const supplementOf = (text: string, visit = 'visit'): NewEntry => ({
  mutation: 'supplementVisit',
  input: { visitId: visit, steps: [{ step: 'LISTEN', notes: [{ text, saidBy: '店主' }] }] },
  visit,
  title: '回民街糕点厂',
})

/** An issue on a visit. */
export const report = (visit = 'visit'): NewEntry => ({
  mutation: 'openIssue',
  input: {
    enterpriseId: 'enterprise',
    visitId: visit,
    source: 'VISIT',
    kind: 'DIFFICULTY',
    category: 'SUPPLIES',
    severity: 'LOW',
    title: '缺口罩',
  },
  visit,
  title: '回民街糕点厂',
})

/** An entry as it stands in the outbox. */
export const anEntry = (deed: NewEntry, given: Partial<Entry> = {}): Entry =>
  ({
    ...deed,
    n: 1,
    clientId: 'client',
    happenedAt: '2020-03-24T02:00:00.000Z',
    account: 'a',
    accountName: '小分队 a',
    tries: 0,
    ...given,
  }) as Entry
