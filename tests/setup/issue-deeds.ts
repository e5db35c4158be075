import { randomUUID } from 'node:crypto'
import { dayMs, minuteMs } from '#server/platform/clock.ts'
import { globalId } from '#server/platform/ids.ts'
import { day } from './days.ts'
import { type EveryDeed, issue, ofEnterprise } from './deed-inputs.ts'
import type { Place } from './place.ts'

/** A deed on an issue that changes nothing of its enterprise: it meets the other deeds on issues alone. */
const onIssue = { ...issue, meets: ['issue'] } as const

const ofIssue = async (place: Place) => ({ issueId: globalId('Issue', await place.issue()) })
const police = ({ union }: Place) => globalId('Agency', union.police.agencyId!)
const officer = async ({ union }: Place) => union.tax

// each puts the deadline off for longer than the one before
let extensions = 0

/** The deeds on issues. The tax office leads the issue of the place. */
export const issueDeeds: Record<string, EveryDeed> = {
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
  assignIssue: {
    ...onIssue,
    input: async (place) => ({ ...(await ofIssue(place)), agencyId: police(place), instruction: '请今天联系' }),
  },
  takeIssue: { ...onIssue, actor: officer, input: ofIssue },
  returnIssue: {
    ...onIssue,
    actor: officer,
    input: async (place) => ({ ...(await ofIssue(place)), reason: '不属本部门', proposedAgencyId: police(place) }),
  },
  answerIssue: {
    ...onIssue,
    actor: officer,
    input: async (place) => ({ ...(await ofIssue(place)), answer: '已办理缓缴' }),
  },
  callBackIssue: {
    ...onIssue,
    input: async (place) => ({
      issueId: globalId('Issue', await place.answered()),
      result: 'NOT_SOLVED',
      note: '企业说还没到账',
    }),
  },
  closeIssue: { ...issue, input: async (place) => ({ ...(await ofIssue(place)), closingNote: '已协调到位' }) },
  reopenIssue: {
    ...issue,
    input: async (place) => ({ issueId: globalId('Issue', await place.closedIssue()), reason: '又出现了' }),
  },
  parkIssue: {
    ...onIssue,
    input: async (place) => ({ ...(await ofIssue(place)), reason: '等上级政策', reviewOn: day(7) }),
  },
  extendIssue: {
    ...onIssue,
    input: async (place) => ({
      ...(await ofIssue(place)),
      doneBy: new Date(Date.now() + 90 * dayMs + minuteMs * extensions++).toISOString(),
      reason: '等银行放款',
    }),
  },
  resumeIssue: {
    ...onIssue,
    input: async (place) => ({ issueId: globalId('Issue', await place.parkedIssue()) }),
  },
  updateIssue: {
    ...onIssue,
    input: async (place) => ({
      ...(await ofIssue(place)),
      title: `口罩还差 ${randomUUID().slice(0, 4)}`,
      severity: 'LOW',
    }),
  },
  splitIssue: { ...issue, input: async (place) => ({ ...(await ofIssue(place)), title: '额温枪也不够' }) },
  mergeIssue: {
    ...issue,
    input: async (place) => ({ ...(await ofIssue(place)), intoId: globalId('Issue', await place.answered()) }),
  },
  voidIssue: { ...issue, input: async (place) => ({ ...(await ofIssue(place)), reason: '录错企业' }) },
  addIssueNote: {
    ...onIssue,
    input: async (place) => ({ ...(await ofIssue(place)), text: '企业下午才有人', isInternal: true }),
  },
  setIssueRoutes: {
    fields: 'routes { id category }',
    meets: ['union'],
    input: async (place) => ({ routes: [{ category: 'MARKET', zoneId: await place.zone(), agencyId: police(place) }] }),
  },
  setReplyTemplates: {
    fields: 'templates { category title text }',
    meets: ['union'],
    input: async () => ({ templates: [{ category: 'TAX', title: '缓缴', text: `已缓缴 ${randomUUID()}` }] }),
  },
}
