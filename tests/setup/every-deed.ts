import { randomUUID } from 'node:crypto'
import { globalId } from '#server/platform/ids.ts'
import { calendarDeeds } from './calendar-deeds.ts'
import { aCellText } from './cell-texts.ts'
import { day } from './days.ts'
import {
  type EveryDeed,
  enterprise,
  ofEnterprise,
  ofOrder,
  ofSquad,
  ofStop,
  ofVisit,
  ofVisitor,
  order,
  squad,
  visit,
} from './deed-inputs.ts'
import { directoryDeeds } from './directory-deeds.ts'
import { campaignDeeds } from './every-campaign-deed.ts'
import { issueDeeds } from './issue-deeds.ts'
import { measureDeeds } from './measure-deeds.ts'
import { mutate } from './mutations.ts'
import { organisationDeeds } from './organisation-deeds.ts'
import { peopleDeeds } from './people-deeds.ts'
import { aTinyPhoto } from './photos.ts'
import { reminderDeeds } from './reminder-deeds.ts'
import { aDoubtfulRoster, anAppliedRoster } from './roster-kinds.ts'
import { aCreditCode, rosterCsv } from './rosters.ts'
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
  ...issueDeeds,
  ...measureDeeds,
  addPaper: {
    fields: 'paper { id name width height }',
    meets: ['enterprise'],
    input: async (place) => ({ ...(await ofVisit(place)), file: aTinyPhoto() }),
  },
  voidPaper: {
    fields: 'paperId',
    meets: ['enterprise'],
    input: async (place) => ({ paperId: await place.paper(), reason: '拍错了门' }),
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
  retireEnterprise: {
    ...enterprise,
    meets: ['union'],
    input: async (place) => ({ enterpriseId: await place.spare() }),
  },
  restoreEnterprise: {
    ...enterprise,
    meets: ['union'],
    input: async (place) => ({ enterpriseId: await place.retiredEnterprise() }),
  },
  mergeEnterprise: {
    ...enterprise,
    input: async (place) => ({
      ...(await ofEnterprise(place)),
      intoEnterpriseId: await place.spare(),
      reason: '同一家店',
    }),
  },
  dismissDouble: {
    ...enterprise,
    input: async (place) => ({ ...(await ofEnterprise(place)), otherEnterpriseId: await place.spare() }),
  },
  recallDouble: {
    ...enterprise,
    input: async (place) => ({ ...(await ofEnterprise(place)), otherEnterpriseId: await place.dismissed() }),
  },
  separateEnterprise: { ...enterprise, input: async (place) => ({ enterpriseId: await place.double() }) },
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
  checkCellText: {
    fields: 'cellText { id isDoubtful checkedAt }',
    meets: [],
    input: async (place) => ({ cellTextId: await aCellText(place.command.unionId, await place.enterprise()) }),
  },
  decideRoster: {
    fields: 'roster { id doubtful }',
    meets: ['enterprise'],
    input: async (place) => ({
      rosterId: await aDoubtfulRoster(place.command, await place.enterprise()),
      othersAreSame: true,
    }),
  },
  undoRoster: {
    fields: 'roster { id undoneAt undone kept }',
    meets: ['enterprise'],
    input: async (place) => ({ rosterId: await anAppliedRoster(place.command, await place.enterprise()) }),
  },
  ...calendarDeeds,
  ...reminderDeeds,
  ...campaignDeeds,
  ...organisationDeeds,
  ...directoryDeeds,
  ...peopleDeeds,
  updateUnion: {
    fields: 'union { id shortName districtName }',
    meets: ['union'],
    input: async () => ({ shortName: `简称${randomUUID().slice(0, 8)}` }),
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
