import { randomUUID } from 'node:crypto'
import { globalId } from '#server/platform/ids.ts'
import {
  account,
  campaign,
  enterprise,
  issue,
  ofAccount,
  ofCampaign,
  ofEnterprise,
  ofOrder,
  ofSquad,
  ofStop,
  ofVisitor,
  order,
  squad,
  visit,
} from './deed-inputs.ts'
import { mutate } from './mutations.ts'
import { aToken, day } from './place.ts'
import { aCreditCode, rosterCsv } from './rosters.ts'
import type { EveryDeed } from './visit-deeds.ts'
import { visitDeeds } from './visit-deeds.ts'

/** Every mutation that is a deed, by name. A mutation that is not here fails tests/every-deed.test.ts. */
export const everyDeed: Record<string, EveryDeed> = {
  ...visitDeeds,
  carryOverVisits: {
    ...squad,
    meets: ['enterprise', 'squad'],
    input: async (place) => {
      await place.stop()
      return { ...(await ofSquad(place)), from: day(0), to: day(3) }
    },
  },
  moveVisit: {
    ...visit,
    meets: ['enterprise', 'squad'],
    input: async (place) => ({ ...(await ofStop(place)), ...(await ofVisitor(place)), plannedOn: day(4) }),
  },
  planDay: {
    fields: 'visits { id stop agreedTime state squad { id } }',
    meets: ['enterprise', 'squad'],
    input: async (place) => {
      const stops = [{ ...(await ofEnterprise(place)), ...(await ofStop(place)), agreedTime: '09:30' }]
      return { on: day(5), squads: [{ ...(await ofVisitor(place)), stops }] }
    },
  },
  openIssue: {
    ...issue,
    input: async (place) => ({
      ...(await ofEnterprise(place)),
      kind: 'DIFFICULTY',
      category: 'SUPPLIES',
      severity: 'HIGH',
      source: 'CALL',
      title: '口罩不够',
    }),
  },
  closeIssue: {
    ...issue,
    input: async (place) => ({ issueId: globalId('Issue', await place.issue()), closingNote: '已协调到位' }),
  },
  orderSupply: {
    ...order,
    input: async (place) => ({
      ...(await ofEnterprise(place)),
      itemId: globalId('SupplyItem', place.union.mask),
      requested: 50,
    }),
  },
  reserveSupply: { ...order, input: async (place) => ({ ...(await ofOrder(place)), reserved: 400 }) },
  dispatchSupply: { ...order, input: async (place) => ({ ...(await ofOrder(place)), dispatched: 250 }) },
  receiveSupply: { ...order, input: async (place) => ({ ...(await ofOrder(place)), received: 150 }) },
  acceptSupply: { ...order, input: async (place) => ({ ...(await ofOrder(place)), accepted: 50 }) },
  cancelSupply: { ...order, input: async (place) => ({ ...(await ofOrder(place)), reason: '企业已自购' }) },
  updateEnterprise: { ...enterprise, input: async (place) => ({ ...(await ofEnterprise(place)), headcount: 31 }) },
  setResumption: {
    fields: 'enterprises { id resumption }',
    meets: ['enterprise'],
    input: async (place) => ({
      enterpriseIds: [globalId('Enterprise', await place.enterprise())],
      to: 'FILED',
      on: day(0),
      basis: '备案表',
      source: 'FORM',
    }),
  },
  correctResumption: {
    ...enterprise,
    input: async (place) => ({
      changeId: globalId('ResumptionChange', await place.resumption()),
      reason: '登记错了企业',
    }),
  },
  recordPapers: {
    ...enterprise,
    input: async (place) => {
      await mutate(place.command, 'askPapers', { asked: true })
      return { ...(await ofEnterprise(place)), papers: [{ kind: 'FILING', on: day(0) }] }
    },
  },
  askPapers: { fields: 'union { id asksPapers }', meets: ['union'], input: async () => ({ asked: true }) },
  applyRoster: {
    fields: 'roster { id appliedAt }',
    meets: ['enterprise'],
    input: async (place) => ({ rosterId: await place.roster() }),
  },
  addCampaignEnterprise: {
    ...campaign,
    meets: ['enterprise', 'campaign'],
    input: async (place) => ({ ...(await ofCampaign(place)), ...(await ofEnterprise(place)) }),
  },
  swapCampaignEnterprise: {
    ...campaign,
    meets: ['enterprise', 'campaign'],
    input: async (place) => ({ ...(await ofCampaign(place)), ...(await ofEnterprise(place)), position: 1 }),
  },
  setTarget: { ...campaign, input: async (place) => ({ ...(await ofCampaign(place)), target: 500 }) },
  updateSquad: { ...squad, input: async (place) => ({ ...(await ofSquad(place)), cadreName: '李主任' }) },
  setSquadMembers: {
    ...squad,
    input: async (place) => ({
      ...(await ofSquad(place)),
      members: [{ name: '王敏', duties: ['GUIDE'], phone: '15400000009' }],
    }),
  },
  createToken: {
    fields: 'secret token { id name }',
    meets: ['account'],
    input: async (place) => aToken(await place.integrator()),
  },
  revokeToken: {
    fields: 'token { id name }',
    meets: ['account'],
    input: async (place) => ({ tokenId: await place.token() }),
  },
  disableAccount: { ...account, meets: ['account', 'union'], input: ofAccount },
  enableAccount: {
    ...account,
    meets: ['account', 'union'],
    input: async (place) => ({ accountId: globalId('Account', await place.disabled()) }),
  },
  setPassword: { ...account, input: async (place) => ({ ...(await ofAccount(place)), password: 'another password' }) },
  createZone: {
    fields: 'zone { id name }',
    meets: ['union'],
    input: async () => ({ name: `片区${randomUUID().slice(0, 8)}` }),
  },
  createSupplyItem: {
    fields: 'supplyItem { id code }',
    meets: ['union'],
    input: async () => ({
      code: `I${randomUUID().slice(0, 8).toUpperCase()}`,
      name: '手套',
      nameEn: 'gloves',
      unit: '双',
      unitEn: 'pair',
    }),
  },
  createSupplier: {
    fields: 'supplier { id name }',
    meets: ['union'],
    input: async (place) => ({
      name: `供应商${randomUUID().slice(0, 8)}`,
      contact: '张三',
      phone: '029-00000000',
      items: [{ itemId: globalId('SupplyItem', place.union.mask), capacity: 5 }],
    }),
  },
  createWallPairing: { fields: 'link', meets: ['union'], input: async () => ({ name: '大厅' }) },
  createAccount: {
    ...account,
    meets: ['union'],
    input: async () => ({ username: `u${randomUUID().slice(0, 8)}`, displayName: '新账号', role: 'WALL' }),
  },
  createEnterprise: {
    ...enterprise,
    meets: ['union'],
    input: async () => ({ name: '新登记的店', creditCode: aCreditCode() }),
  },
  saveView: {
    fields: 'view { id name address isShared }',
    meets: ['views'],
    actor: (place) => place.owner(),
    input: async () => ({ list: 'ISSUES', name: `视图${randomUUID().slice(0, 8)}`, address: 'status=OPEN' }),
  },
  deleteView: {
    fields: 'viewId',
    meets: ['views'],
    actor: (place) => place.owner(),
    input: async (place) => ({ viewId: await place.view() }),
  },
  previewRoster: {
    fields: 'roster { id created }',
    meets: ['union'],
    input: async () => ({ file: new File([rosterCsv(`名册里的店,${aCreditCode()},5,,,`)], '名册.csv') }),
  },
}
