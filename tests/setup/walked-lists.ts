import { randomUUID } from 'node:crypto'
import { globalId, newId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'
import { cellTextColumns } from './cell-texts.ts'
import {
  account,
  dayOf,
  issue,
  link,
  ofEnterprise,
  order,
  ownUnion,
  roster,
  token,
  visit,
  world,
} from './walked-rows.ts'

/** A list that is walked: where it is in an answer, and what happens to its rows meanwhile. */
export type Walked = {
  /** The query for a page of the list: its arguments, and what is asked of it. */
  document: (page: string, fields: string) => string
  type: string
  table: () => Table
  /** A new row of the list; the number decides where in its order. */
  row: (n: number) => { id: string }
  /** What takes a row out of the list without deleting it; null where nothing does. */
  leave: object | null
  /** What moves a row within the list; null where its order is that in which the rows were made. */
  move: ((n: number) => object) | null
  /** The same in one of the orders that a caller may ask for. */
  moveIn?: Record<string, (n: number) => object>
}

type Table = {
  createMany: (args: { data: object[] }) => Promise<object>
  updateMany: (args: { where: object; data: object }) => Promise<object>
  deleteMany: (args: { where: object }) => Promise<object>
}

const inEnterprise = (list: string) => (page: string, fields: string) =>
  `{ enterprise(id: "${globalId('Enterprise', world.union.enterprises[0])}") { ${list}(${page}) ${fields} } }`
const inQuery = (list: string, others: string) => (page: string, fields: string) =>
  `{ ${list}(${others} ${page}) ${fields} }`
const visits = {
  type: 'Visit',
  table: () => db.visit as never,
  row: visit,
  move: (n: number) => ({ stop: n, plannedOn: dayOf(n) }),
}
const issues = { type: 'Issue', table: () => db.issue as never, row: issue, leave: null, move: null }
const orders = {
  type: 'SupplyOrder',
  table: () => db.supplyOrder as never,
  row: order,
  leave: { cancelledAt: new Date() },
  move: null,
}

const measures = {
  type: 'Measure',
  table: () => db.measure as never,
  row: (n: number) => ({ ...ofEnterprise(), what: '送口罩', form: '送口罩', dueOn: dayOf(n), recordedAt: dayOf(n) }),
  leave: null,
  move: null,
}

/** The lists of pages by their fields. */
export const lists: Record<string, Walked> = {
  'Query.visits': {
    ...visits,
    document: inQuery('visits', 'filter: { states: [PLANNED] }'),
    leave: { state: 'SKIPPED' },
    moveIn: {
      FINISHED_AT: (n) => ({ finishedAt: n % 3 ? dayOf(n) : null }),
      ENTERPRISE: (n) => ({ enterpriseId: world.union.enterprises[n % 3] }),
      SQUAD: (n) => ({ squadId: world.union.squads[n % 2]!.squadId }),
      OUTCOME: (n) => ({ outcome: (['DONE', 'REFUSED', null] as const)[n % 3] }),
    },
  },
  'Enterprise.visits': { ...visits, document: inEnterprise('visits'), leave: null },
  'Squad.visits': {
    ...visits,
    document: (page, fields) => `{ squads { id visits(on: "2020-03-20", ${page}) ${fields} } }`,
    row: (n) => ({ ...visit(n), plannedOn: dayOf(0), squadId: world.union.squads[0].squadId! }),
    leave: { state: 'VOIDED' },
    move: (n) => ({ stop: n }),
  },
  'Query.issues': {
    ...issues,
    document: inQuery('issues', 'filter: { status: OPEN }'),
    leave: { status: 'CLOSED' },
    moveIn: {
      OPENED_AT: (n) => ({ openedAt: dayOf(n) }),
      SEVERITY: (n) => ({ severity: (['LOW', 'MEDIUM', 'HIGH'] as const)[n % 3], openedAt: dayOf(n) }),
      TITLE: (n) => ({ title: `房租${n}` }),
      KIND: (n) => ({ kind: (['SUGGESTION', 'BLOCKAGE'] as const)[n % 2] }),
      CATEGORY: (n) => ({ category: (['TAX', 'OTHER'] as const)[n % 2] }),
      AGENCY: (n) => ({ agencyId: [world.union.tax.agencyId, world.union.police.agencyId, null][n % 3] }),
      ENTERPRISE: (n) => ({ enterpriseId: world.union.enterprises[n % 3] }),
    },
  },
  'Enterprise.issues': { ...issues, document: inEnterprise('issues') },
  'Visit.issues': {
    ...issues,
    document: (page, fields) => `{ visit(id: "${globalId('Visit', world.visitId)}") { issues(${page}) ${fields} } }`,
    leave: { visitId: null },
  },
  'Query.measures': {
    ...measures,
    document: inQuery('measures', 'filter: { states: [OPEN] }'),
    leave: { state: 'DROPPED' },
    moveIn: {
      DUE_ON: (n) => ({ dueOn: dayOf(n) }),
      ENTERPRISE: (n) => ({ enterpriseId: world.union.enterprises[n % 3] }),
      STATE: (n) => ({ state: (['OPEN', 'DONE'] as const)[n % 2] }),
    },
  },
  'Enterprise.measures': { ...measures, document: inEnterprise('measures') },
  'Query.supplyOrders': {
    ...orders,
    document: inQuery('supplyOrders', 'filter: { cancelled: false }'),
    moveIn: {
      ORDERED_AT: (n) => ({ createdAt: dayOf(n) }),
      ENTERPRISE: (n) => ({ enterpriseId: world.union.enterprises[n % 3] }),
      ITEM: (n) => ({ itemId: [world.union.mask, world.union.alcohol][n % 2] }),
      REQUESTED: (n) => ({ requested: 1 + n }),
      GAP: (n) => ({ reserved: n % 4 }),
    },
  },
  'Enterprise.supplyOrders': { ...orders, document: inEnterprise('supplyOrders'), leave: null },
  'Query.enterprises': {
    document: inQuery('enterprises', 'filter: { industry: "零售" }'),
    type: 'Enterprise',
    table: () => db.enterprise as never,
    row: () => ({ ...ownUnion(), name: '店', creditCode: randomUUID(), address: '', industry: '零售', headcount: 1 }),
    leave: { industry: '餐饮' },
    move: null,
    moveIn: {
      NAME: (n) => ({ name: `${'店钟安鼓'[n % 4]}${n % 2}` }),
      ADDRESS: (n) => ({ address: '西钟安鼓'[n % 4] }),
      HEADCOUNT: (n) => ({ headcount: n }),
      RESUMPTION: (n) => ({ resumption: (['FILED', 'RESUMED'] as const)[n % 2] }),
      PROGRESS: (n) => ({ progress: (['PLANNED', 'DONE'] as const)[n % 2] }),
      OPEN_ISSUES: (n) => ({ openIssues: n % 3 }),
      ZONE: (n) => ({ zoneId: n % 2 ? world.zoneId : null }),
    },
  },
  'Query.cellTexts': {
    document: inQuery('cellTexts', 'isDoubtful: true'),
    type: 'CellText',
    table: () => db.cellText as never,
    row: () => cellTextColumns(world.union.unionId, newId()),
    leave: { isDoubtful: false },
    move: (n) => ({ name: `企业${n}` }),
    moveIn: {
      NAME: (n) => ({ name: `${'甲乙丙'[n % 3]}${n % 2}` }),
      COLUMN: (n) => ({ column: ['headcount', 'zone'][n % 2] }),
    },
  },
  'Query.rosters': {
    document: inQuery('rosters', 'states: [PREVIEWED]'),
    type: 'RosterImport',
    table: () => db.rosterImport as never,
    row: roster,
    leave: { appliedAt: new Date() },
    move: (n) => ({ createdAt: dayOf(n) }),
    moveIn: {
      FILE_NAME: (n) => ({ fileName: `${'名册表'[n % 3]}${n % 2}.csv` }),
      APPLIED_AT: () => ({ appliedAt: null }),
    },
  },
  'Query.suppliers': {
    document: inQuery('suppliers', ''),
    type: 'Supplier',
    table: () => db.supplier as never,
    row: (n) => ({ ...ownUnion(), name: `${n % 7}厂 ${randomUUID()}`, contact: '', phone: '' }),
    leave: null,
    move: (n) => ({ name: `${n}厂 ${randomUUID()}` }),
  },
  'Query.accounts': {
    document: inQuery('accounts', ''),
    type: 'Account',
    table: () => db.account as never,
    row: account,
    leave: null,
    move: (n) => ({ username: `${n}-${randomUUID()}` }),
    moveIn: {
      NAME: (n) => ({ displayName: '张李王'[n % 3] }),
      ROLE: (n) => ({ role: (['WALL', 'COMMAND'] as const)[n % 2] }),
      STATE: (n) => ({ disabledAt: n % 2 ? new Date() : null }),
    },
  },
  'Enterprise.resumptionChanges': {
    document: inEnterprise('resumptionChanges'),
    type: 'ResumptionChange',
    table: () => db.resumptionChange as never,
    row: (n) => ({
      ...{ id: randomUUID(), enterpriseId: world.union.enterprises[0], actorId: world.union.command.accountId },
      ...{
        from: 'FILED',
        to: 'RESUMED',
        basis: '',
        source: 'CALL',
        on: dayOf(n),
        at: dayOf(n),
        recordedAt: dayOf(n >> 1),
      },
    }),
    leave: null,
    move: (n) => ({ recordedAt: dayOf(n) }),
  },
  'Query.personalLinks': {
    document: inQuery('personalLinks', 'state: WAITING'),
    type: 'PersonalLink',
    table: () => db.personalLink as never,
    row: link,
    leave: { revokedAt: new Date() },
    move: (n) => ({ createdAt: dayOf(n) }),
    moveIn: { EXPIRES_AT: (n) => ({ expiresAt: new Date(Date.UTC(2030, n)) }) },
  },
  'Query.tokens': {
    document: inQuery('tokens', ''),
    type: 'Token',
    table: () => db.session as never,
    row: token,
    leave: { kind: 'BROWSER' },
    move: (n) => ({ createdAt: dayOf(n) }),
    moveIn: {
      NAME: (n) => ({ name: '张李王'[n % 3] }),
      EXPIRES_AT: (n) => ({ expiresAt: new Date(Date.UTC(2030, n)) }),
    },
  },
}
