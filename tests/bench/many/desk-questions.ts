import { type DocumentNode, print } from 'graphql'
import { WallDocument } from '#client/board/documents.ts'
import '#client/desk/documents.ts'
import { BackupStateDocument, HomeBoardDocument, WaitingVisitsDocument } from '#client/desk/home/documents.ts'
import { type Line, lines } from '#client/desk/home/lines.ts'
import { InboxCountDocument, InboxDocument } from '#client/desk/inbox/documents.ts'
import { IssuesDocument, LikeIssuesDocument } from '#client/modules/issues/documents.ts'
import { issueFilterOf } from '#client/modules/issues/filter.ts'
import { MeasuresDocument } from '#client/modules/measures/documents.ts'
import { measureFilterOf } from '#client/modules/measures/filter.ts'
import { SupplyOrdersDocument } from '#client/modules/supplies/documents.ts'
import { orderFilterOf } from '#client/modules/supplies/filter.ts'
import { visitFilterOf } from '#client/modules/visits/filter.ts'
import type { Role } from '#codegen/prisma/enums.ts'
import { globalId } from '#server/platform/ids.ts'
import type { Ids } from './fill.ts'

/** What the desk or the wall asks, in its own words. */
export type DeskQuestion = { name: string; source: string; variables: Record<string, unknown> }

const question = (name: string, document: unknown, variables: object = {}): DeskQuestion => ({
  name,
  source: print(document as DocumentNode),
  variables: { ...variables },
})

const read = (address: string) => {
  const params = new URLSearchParams(address)
  return (name: string) => params.get(name) ?? undefined
}

/** The first page of a list of issues, as its address says. */
export const issuesAt = (address: string, page: object = { first: 50 }, search?: string): DeskQuestion =>
  question(`issues ${address || 'all'}${search ? ` “${search}”` : ''} ${JSON.stringify(page)}`, IssuesDocument, {
    search,
    filter: issueFilterOf(read(address)),
    ...page,
  })

/** The addresses of the list of issues: the views of the desk, each filter among all and among the open ones, and some pairs. */
export function issueAddresses({ agencies, squads }: Ids): string[] {
  const states = ['UNASSIGNED', 'ASSIGNED', 'TAKEN', 'ANSWERED', 'PARKED', 'CLOSED'].map((state) => `state=${state}`)
  const day = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10)
  const filters = [
    'red=true',
    'red=false',
    'overdue=true',
    'overdue=false',
    'consult=true',
    'kind=BLOCKAGE',
    'category=TAX',
    'category=MARKET',
    'severity=HIGH',
    `agency=${globalId('Agency', agencies[0]!)}`,
    'agency=none',
    `squadId=${globalId('Squad', squads[3]!)}`,
    'squadId=none',
    `opened=${day}..`,
    `closed=${day}..`,
    `review=..${day}`,
  ]
  const narrowed = (view: string) => ['', ...filters].map((filter) => [view, filter].filter(Boolean).join('&'))
  const pairs = filters.flatMap((filter) => ['category=TAX', 'overdue=true'].map((other) => `${filter}&${other}`))
  return [
    ...narrowed(''),
    ...narrowed('status=OPEN'),
    ...pairs.filter(isOfTwo).map((pair) => `status=OPEN&${pair}`),
    'status=CLOSED',
    'status=VOIDED',
    ...states,
  ]
}

/** Whether a pair narrows by two fields, and not twice by the same. */
function isOfTwo(pair: string): boolean {
  const [one, two] = pair.split('&').map((part) => part.split('=')[0])
  return one !== two
}

const shown = 4

function ofLine({ key, list, address }: Line): DeskQuestion {
  const get = read(address())
  if (list === 'issues') return question(`home ${key}`, IssuesDocument, { filter: issueFilterOf(get), last: shown })
  if (list === 'measures')
    return question(`home ${key}`, MeasuresDocument, { filter: measureFilterOf(get), last: shown })
  if (list === 'visits') {
    return question(`home ${key}`, WaitingVisitsDocument, {
      filter: visitFilterOf(get),
      orderBy: { by: 'PLANNED_ON', direction: 'ASC' },
      first: shown,
    })
  }
  return question(`home ${key}`, SupplyOrdersDocument, { filter: orderFilterOf(get, []), first: shown })
}

/** Everything that the home page of a role asks when it is opened. */
export function homeQuestions(role: Role): DeskQuestion[] {
  const waiting = lines.filter(({ roles }) => roles.includes(role)).map(ofLine)
  if (role === 'ENTERPRISE') return waiting
  const inbox = question('home inbox count', InboxCountDocument)
  if (role !== 'COMMAND') return [...waiting, inbox]
  return [...waiting, inbox, question('home board', HomeBoardDocument), question('home backups', BackupStateDocument)]
}

export const wallQuestion = question('wall', WallDocument)

export const inboxQuestion = question('inbox', InboxDocument, { isOpen: true })

export const likeQuestion = (enterpriseId: string) =>
  question('like issues', LikeIssuesDocument, { enterpriseId, category: 'TAX', title: '社保缓缴办不了个问题' })
