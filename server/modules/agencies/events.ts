import { z } from 'zod'
import { declareEvents } from '#server/log/catalogue.ts'
import { knownAgencies } from './access.ts'

/** The events of agencies. Older ones, by which several agencies were set up at once, have the union as their subject. */
export const agencyEvents = declareEvents(
  {
    noun: 'agency',
    subjectType: 'Agency',
    subject: ({ id }: { id: string }) => ({ id }),
    mayKnow: knownAgencies,
    makesOld: ['agencies'],
  },
  {
    created: {
      description: { en: 'One or more agencies were entered, in this number.', zh: '登记了一个或几个部门。' },
      facts: { agencies: z.int() },
      line: { zh: '|登记了协同部门|', en: '|An agency was entered|' },
      onWall: false,
    },
    updated: {
      description: {
        en: 'An agency’s kind, names, phone or zones were changed; the changed fields are named.',
        zh: '修改了部门的类别、名称、电话或片区。',
      },
      facts: { fields: z.string() },
      line: { zh: '{{actor}}修改了|协同部门|', en: '{{actor}} changed |an agency|' },
      onWall: false,
    },
    retired: {
      description: {
        en: 'An agency is no longer used; so many accounts of it were disabled.',
        zh: '停用了一个部门,其账号随之停用。',
      },
      facts: { accounts: z.int() },
      line: { zh: '{{actor}}|停用了协同部门|', en: '{{actor}} |retired an agency|' },
      onWall: false,
    },
    restored: {
      description: { en: 'A retired agency is used again.', zh: '恢复使用一个部门。' },
      facts: {},
      line: { zh: '{{actor}}|恢复了协同部门|', en: '{{actor}} |restored an agency|' },
      onWall: false,
    },
  },
)
