import { z } from 'zod'
import { declareEvents } from '#server/log/catalogue.ts'
import { knownZones } from './access.ts'

/** The events of zones. Older ones, by which several zones were set up at once, have the union as their subject. */
export const zoneEvents = declareEvents(
  {
    noun: 'zone',
    subjectType: 'Zone',
    subject: ({ id }: { id: string }) => ({ id }),
    mayKnow: knownZones,
    makesOld: ['viewer', 'board', 'zones'],
  },
  {
    created: {
      description: { en: 'One or more zones were made, in this number.', zh: '划分了一个或几个片区。' },
      facts: { zones: z.int() },
      line: { zh: '|新划片区|', en: '|A new zone|' },
      onWall: false,
    },
    updated: {
      description: {
        en: 'A zone’s name, cadre or place among the zones was changed; the changed fields are named. So many accounts of its former cadre were disabled.',
        zh: '修改了片区的名称、带队领导或顺序;更换带队领导时,原领导的账号随之停用。',
      },
      facts: { fields: z.string(), accounts: z.int() },
      line: { zh: '{{actor}}修改了|片区|', en: '{{actor}} changed |a zone|' },
      onWall: false,
    },
    retired: {
      description: {
        en: 'A zone is no longer used; so many accounts of its cadre were disabled.',
        zh: '停用了一个片区,带队领导的账号随之停用。',
      },
      facts: { accounts: z.int() },
      line: { zh: '{{actor}}|停用了片区|', en: '{{actor}} |retired a zone|' },
      onWall: false,
    },
    restored: {
      description: { en: 'A retired zone is used again.', zh: '恢复使用一个片区。' },
      facts: {},
      line: { zh: '{{actor}}|恢复了片区|', en: '{{actor}} |restored a zone|' },
      onWall: false,
    },
  },
)
