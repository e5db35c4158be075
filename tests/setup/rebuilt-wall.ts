import type { Event } from '#codegen/prisma/client.ts'
import { factsOf } from '#server/log/catalogue.ts'
import { campaignEvents } from '#server/modules/campaigns/events.ts'
import { enterpriseEvents } from '#server/modules/enterprises/events.ts'
import { issueEvents } from '#server/modules/issues/events.ts'
import { isOpen } from '#server/modules/issues/standing.ts'
import { visitEvents } from '#server/modules/visits/events.ts'
import { db } from '#server/postgres/db.ts'

type Cell = { enterpriseId: string; progress: string; progressStep: string | null; openIssues: number }
type OpenIssue = {
  enterpriseId: string
  kind: string
  category: string
  severity: string
  isEmergency: boolean
  state: string
  agencyId: string | null
}

/** The cells of the hundred by position, and the open issues by id. */
export type Wall = { cells: Record<number, Cell>; issues: Record<string, OpenIssue> }

const begins = ['campaign.created', 'campaign.begun', 'campaign.reopened']

const unvisited = { progress: 'NOT_PLANNED', progressStep: null, openIssues: 0 }

/** What the wall showed after these events, rebuilt from the events and their facts alone, from the first one on. */
export function rebuiltWall(events: readonly Event[]): Wall {
  const standing = new Map<string, Omit<Cell, 'enterpriseId'>>()
  const places = new Map<number, string>()
  const issues: Wall['issues'] = {}
  let active: string | null = null
  for (const event of events) {
    const { enterpriseId } = event
    const visit = factsOf(visitEvents, event)
    const issue = factsOf(issueEvents, event)
    const ofCampaign = factsOf(campaignEvents, event)
    const ofRegister = factsOf(enterpriseEvents, event)
    if (begins.includes(event.name) && ofCampaign?.state !== 'DRAFT') active = event.subjectId
    // what is changed of a campaign that is only prepared does not show on the wall
    const campaign = event.subjectId === active ? ofCampaign : null
    if (event.name === 'campaign.closed') places.clear()
    for (const { position, enterpriseId: id, ...cell } of campaign?.places ?? []) {
      places.set(position, id)
      standing.set(id, cell)
    }
    if (campaign?.position && !campaign.progress) places.delete(campaign.position)
    if (!enterpriseId) continue
    const before = standing.get(enterpriseId) ?? unvisited
    if (campaign?.position && campaign.progress) places.set(campaign.position, enterpriseId)
    const { progress, progressStep } = { ...visit, ...campaign, ...ofRegister }
    standing.set(enterpriseId, {
      progress: progress ?? before.progress,
      progressStep: progress ? (progressStep ?? null) : before.progressStep,
      openIssues: issue?.openIssues ?? campaign?.openIssues ?? ofRegister?.openIssues ?? before.openIssues,
    })
    // what was open at a double is open at the enterprise that it is, until the two are taken apart again
    for (const [id, open] of Object.entries(issues)) {
      if (open.enterpriseId === ofRegister?.doubleId || ofRegister?.issueIds?.includes(id))
        open.enterpriseId = enterpriseId
    }
    if (issue && !isOpen({ state: issue.state! })) delete issues[event.subjectId]
    else if (issue) {
      const { kind, category, severity, isEmergency, state, agencyId } = issue
      issues[event.subjectId] = {
        enterpriseId,
        kind: kind!,
        category: category!,
        severity: severity!,
        isEmergency: isEmergency!,
        state: state!,
        agencyId: agencyId!,
      }
    }
  }
  const cells = [...places].map(([position, enterpriseId]) => [
    position,
    { enterpriseId, ...(standing.get(enterpriseId) ?? unvisited) },
  ])
  return { cells: Object.fromEntries(cells), issues }
}

/** The same as the rows have it now. */
export async function wallOfRows(unionId: string): Promise<Wall> {
  const entries = await db.campaignEnterprise.findMany({
    where: { unionId, campaign: { state: 'ACTIVE' } },
    include: { enterprise: true },
  })
  const open = await db.issue.findMany({ where: { unionId, status: 'OPEN' } })
  return {
    cells: Object.fromEntries(
      entries.map(({ position, enterpriseId, enterprise: { progress, progressStep, openIssues } }) => [
        position,
        { enterpriseId, progress, progressStep, openIssues },
      ]),
    ),
    issues: Object.fromEntries(
      open.map(({ id, enterpriseId, kind, category, severity, isEmergency, state, agencyId }) => [
        id,
        { enterpriseId, kind, category, severity, isEmergency, state, agencyId },
      ]),
    ),
  }
}
