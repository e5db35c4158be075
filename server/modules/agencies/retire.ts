import { Prisma } from '#codegen/prisma/client.ts'
import { changeFields, deed } from '#server/log/deed.ts'
import { type FirstOf, firstOf } from '#server/log/load.ts'
import { update } from '#server/log/rows.ts'
import { accountsOf, disableAccounts, readAccountsOf } from '#server/modules/people/disabling.ts'
import { disabledAccountsPayload } from '#server/modules/people/payload.ts'
import { builder } from '#server/platform/builder.ts'
import { conflict } from '#server/platform/errors.ts'
import { globalId } from '#server/platform/ids.ts'
import { agencyEvents } from './events.ts'
import { agencyRetired, lockAgency, readAgency } from './load.ts'
import { agencyPayload } from './payload.ts'

const RetireAgencyInput = builder.inputType('RetireAgencyInput', {
  description: 'The agency that is no longer used. 要停用的部门。',
  fields: (t) => ({
    ...changeFields(t),
    agencyId: t.id({ description: 'The global id of the agency. 部门的编号。' }),
  }),
})

/**
 * An agency is no longer used: nothing is open at it. Closed issues and members keep its name. The accounts of its officers
 * are disabled in the same deed.
 */
export const retireAgency = deed('retireAgency', {
  does: {
    en: 'Marks an agency as no longer used; closed issues and members of squads keep its name. The accounts of its officers are disabled.',
    zh: '停用部门,已办结的问题与队员仍保留部门名称;部门的账号随之停用。',
  },
  errors: {
    NOT_FOUND: { en: 'you see no such agency', zh: '找不到部门' },
    CONFLICT: { en: 'the agency is retired already, or has open issues', zh: '部门已停用,或仍有未结的问题' },
  },
  input: RetireAgencyInput,
  roles: ['COMMAND'],
  ids: { agencyId: 'Agency' },
  payload: (t) => ({ ...agencyPayload(t), ...disabledAccountsPayload(t, 'agencyId') }),
  load: (actor, { agencyId }) => ({
    lock: [...lockAgency(actor, agencyId), accountsOf('agencyId', agencyId)],
    read: {
      agency: readAgency(actor, agencyId),
      issues: firstOf(Prisma.sql`
        SELECT id, title AS name FROM "Issue" WHERE "agencyIds" && ARRAY[${agencyId}::uuid] AND status = 'OPEN'`),
      accounts: readAccountsOf('agencyId', agencyId),
    },
  }),
  decide({ agency, issues, accounts }, _, { at }) {
    if (agency.retiredAt) throw agencyRetired(agency)
    if (issues) throw issuesOpen(issues)
    const disabled = disableAccounts(accounts, at)
    return {
      subjectId: agency.id,
      writes: [update('Agency', agency.id, { retiredAt: at }), ...disabled.writes],
      events: [agencyEvents.retired(agency, { accounts: accounts.length }), ...disabled.events],
    }
  },
})

const issuesOpen = ({ id, count }: FirstOf) =>
  conflict(
    {
      zh: `它还有 ${count} 个未结的问题,请先办结。`,
      en: `It still has ${count} open issues: close them first.`,
    },
    globalId('Issue', id),
  )
