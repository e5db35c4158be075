import { z } from 'zod'
import type { Issue, IssuePart } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { roots } from '#server/log/load.ts'
import { updateAll } from '#server/log/rows.ts'
import { checkAgency, readAgencies } from '#server/modules/agencies/load.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict, invalid } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { paragraph } from '#server/platform/text.ts'
import { afterOpening, changeIssue } from './change.ts'
import { issueEvents } from './events.ts'
import { mostSupporting } from './limits.ts'
import { checkOpen, issueLoad } from './load.ts'
import { endParts, followParts, insertParts, newParts } from './parts.ts'
import { issuePayload } from './payload.ts'
import { activeParts, leadPart } from './standing.ts'

const AssignIssueInput = builder.inputType('AssignIssueInput', {
  description:
    'To whom an issue is given: the agency that leads and those that support it. 问题派给谁:主办与协办部门。',
  fields: (t) => ({
    ...changeFields(t),
    issueId: t.id({ description: 'The global id of the issue. 问题的编号。' }),
    agencyId: t.id({ description: 'The global id of the agency that leads. 主办部门的编号。' }),
    supportingIds: t.idList({
      required: false,
      validate: z.array(z.any()).max(mostSupporting),
      description: 'The global ids of all agencies that support it, at most 10. 全部协办部门的编号,至多 10 个。',
    }),
    instruction: t.string({
      required: false,
      validate: paragraph(0, 500),
      description: 'What the agencies should know, up to 500 characters. 派单说明,至多 500 字。',
    }),
  }),
})

/** An issue is given to the agency that leads and to those that support it, or to others than before. */
export const assignIssue = deed('assignIssue', {
  does: {
    en: 'Gives an issue to the agency that leads and to those that support it. Agencies that had it and are not named any more lose their part; naming the same again after its answer sends it back to work; a parked issue is handled again.',
    zh: '把问题派给主办与协办部门。不再列出的部门随之解除;答复后再次派给同一部门即退回重办;挂账的随之恢复办理。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such issue or agency', zh: '找不到问题或部门' },
    CONFLICT: {
      en: 'the issue is closed, voided or merged, an agency is retired, or just these agencies have it already',
      zh: '问题已办结、作废、并案,或部门已停用,或已经派给这些部门',
    },
    INVALID: {
      en: 'an agency is named twice, or happenedAt lies before the issue was opened',
      zh: '重复列出部门,或时间早于提出时间',
    },
  },
  input: AssignIssueInput,
  roles: ['COMMAND'],
  ids: { issueId: 'Issue', agencyId: 'Agency', supportingIds: 'Agency' },
  payload: issuePayload,
  load(actor, { issueId, agencyId, supportingIds }) {
    const { lock, read } = issueLoad(actor, issueId)
    const ids = [agencyId, ...(supportingIds ?? [])]
    return {
      lock: [{ ...roots('Agency', ids), isShared: true as const }, ...lock],
      read: { ...read, agencies: readAgencies(actor.unionId, ids) },
    }
  },
  decide(state, { agencyId, supportingIds, instruction }, { at: reported, actor }) {
    const at = afterOpening(state.issue, reported)
    const { issue, parts, agencies } = state
    checkOpen(issue)
    const ids = [agencyId, ...(supportingIds ?? [])]
    if (new Set(ids).size < ids.length) throw namedTwice()
    checkAgency(agencies, agencyId, 'agencyId')
    for (const [place, id] of (supportingIds ?? []).entries()) checkAgency(agencies, id, `supportingIds.${place}`)
    const change = givenTo(issue, parts, ids, at)
    if (!change) throw assignedAlready(issue)
    const { told, ...written } = change
    return changeIssue(state, {
      actor,
      at,
      ...written,
      tells: told.length ? [{ kind: 'GIVEN', to: { agencyIds: told } }] : [],
      words: instruction ? { kind: 'INSTRUCTION', text: instruction, isInternal: true } : null,
      event: (standing, additions) => issueEvents.assigned(issue, standing, additions),
    })
  },
})

/**
 * What is written where an issue is given to these agencies, of which the first leads; null where they have it already and
 * the one that leads still works on it.
 */
function givenTo(issue: Issue, parts: readonly IssuePart[], ids: readonly string[], at: Date) {
  const [leadId] = ids
  const now = activeParts(parts)
  const kept = now.filter(({ agencyId }) => ids.includes(agencyId))
  const ended = now.filter(({ agencyId }) => !ids.includes(agencyId))
  const made = newParts(
    issue,
    ids.filter((id) => !now.some(({ agencyId }) => agencyId === id)),
    leadId!,
    at,
  )
  const changed = kept.flatMap((part) => {
    const leads = part.agencyId === leadId
    const isSentBack = leads && part.state === 'ANSWERED'
    if (leads === part.leads && !isSentBack) return []
    return [{ ...part, leads, state: isSentBack ? ('TAKEN' as const) : part.state }]
  })
  const isSame = made.length === 0 && ended.length === 0 && changed.length === 0
  if (isSame && issue.state !== 'PARKED' && leadPart(parts)) return null
  const after = [...kept.map((part) => changed.find(({ id }) => id === part.id) ?? part), ...made]
  return {
    writes: [
      ...endParts(ended, at),
      ...changed.map(({ id, leads, state }) => updateAll('IssuePart', [id], { leads, state })),
      ...insertParts(made),
    ],
    set: { ...followParts(after), proposedAgencyId: null, reviewOn: null },
    told: [...made, ...changed].map(({ agencyId }) => agencyId),
  }
}

const namedTwice = () =>
  invalid('supportingIds', { zh: '同一部门只能列一次。', en: 'An agency is named at most once.' })

const assignedAlready = ({ id }: Issue) =>
  conflict({ zh: '已经派给这些部门。', en: 'Just these agencies have it already.' }, globalId('Issue', id))
