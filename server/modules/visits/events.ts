import { z } from 'zod'
import type { Visit } from '#codegen/prisma/client.ts'
import { Step, VisitOutcome } from '#codegen/prisma/enums.ts'
import { declareEvents } from '#server/log/catalogue.ts'
import { cellFacts } from '#server/modules/enterprises/progress.ts'
import { knownVisits } from './access.ts'

const there = { memberIds: z.array(z.guid()) }
const ending = { outcome: z.enum(VisitOutcome), counts: z.boolean(), ...cellFacts }

/** The events of a visit. */
export const visitEvents = declareEvents(
  {
    noun: 'visit',
    subjectType: 'Visit',
    subject: ({ id, squadId, enterpriseId }: Pick<Visit, 'id' | 'squadId' | 'enterpriseId'>) => ({
      id,
      squadId,
      enterpriseId,
    }),
    mayKnow: knownVisits,
    makesOld: ['visits', 'squads', 'dayProposal'],
  },
  {
    planned: {
      description: {
        en: 'An enterprise was put on a squad’s list for a day.',
        zh: '一家企业排进了小分队某天的走访名单。',
      },
      facts: { plannedOn: z.iso.date(), ...cellFacts },
      line: { zh: '{{squad}}排定走访 |{{enterprise}}|', en: '{{squad}} will visit |{{enterprise}}|' },
    },
    arrived: {
      description: { en: 'A squad arrived at an enterprise.', zh: '小分队到达企业。' },
      facts: { ...there, ...cellFacts },
      line: { zh: '{{squad}}到达 |{{enterprise}}|', en: '{{squad}} arrived at |{{enterprise}}|' },
    },
    arrivalUndone: {
      description: {
        en: 'An arrival that was recorded by mistake was taken back; the stop is planned as before.',
        zh: '撤回了误记的到达,这一站恢复为待访。',
      },
      facts: cellFacts,
      line: {
        zh: '{{squad}}撤回到达 |{{enterprise}}|',
        en: '{{squad}} had not arrived at |{{enterprise}}| after all',
      },
    },
    stepCompleted: {
      description: {
        en: 'A squad completed one of the four steps of a visit.',
        zh: '小分队完成了望闻问切中的一步。',
      },
      facts: { step: z.enum(Step), ...cellFacts },
      line: {
        zh: '{{squad}}在 {{enterprise}} 完成|「{{step}}」|',
        en: '{{squad}}, {{enterprise}}: |{{step}} done|',
      },
      makesOld: ['measures'],
    },
    checklistRecorded: {
      description: {
        en: 'A squad recorded answers of the on-site checklist.',
        zh: '小分队记录了现场检查的结果。',
      },
      facts: { answers: z.int() },
      line: {
        zh: '{{squad}}在 {{enterprise}} 完成|现场检查|',
        en: '{{squad}}, {{enterprise}}: |site checked|',
      },
    },
    finished: {
      description: { en: 'A squad finished a visit with an outcome.', zh: '小分队结束了走访,并记下结果。' },
      facts: ending,
      line: {
        zh: '{{squad}}结束走访 {{enterprise}}:|{{outcome}}|',
        en: '{{squad}} left {{enterprise}}: |{{outcome}}|',
      },
    },
    finishUndone: {
      description: {
        en: 'The end of a visit that was recorded by mistake was taken back; the squad is at the door as before.',
        zh: '撤回了误记的结束,小分队恢复为在现场。',
      },
      facts: { counted: z.boolean(), ...cellFacts },
      line: {
        zh: '{{squad}}撤回结束,仍在 |{{enterprise}}|',
        en: '{{squad}} is still at |{{enterprise}}| after all',
      },
    },
    recorded: {
      description: {
        en: 'A visit that was written on paper was entered late.',
        zh: '补录了一次纸面记录的走访。',
      },
      facts: { ...ending, ...there },
      line: {
        zh: '{{squad}}补录走访 {{enterprise}}:|{{outcome}}|',
        en: '{{squad}}, {{enterprise}}, entered late: |{{outcome}}|',
      },
      makesOld: ['measures'],
    },
    supplemented: {
      description: {
        en: 'What a finished visit lacked was added; it may count from then on.',
        zh: '补上了走访缺的内容,可能因此计入。',
      },
      facts: { counts: z.boolean(), ...cellFacts },
      line: { zh: '{{squad}}补充走访 |{{enterprise}}|', en: '{{squad}} added to its visit to |{{enterprise}}|' },
    },
    membersSet: {
      description: {
        en: 'It was put right who of the squad was there on a visit.',
        zh: '更正了走访时小分队到场的队员。',
      },
      facts: { ...there, before: z.array(z.guid()) },
      line: {
        zh: '{{squad}}更正走访 {{enterprise}} 的|到场队员|',
        en: '{{squad}}, {{enterprise}}: |who was there was corrected|',
      },
      onWall: false,
    },
    confirmed: {
      description: {
        en: 'A visit that looked empty or doubled was confirmed by the command centre.',
        zh: '指挥中心确认了一次看似空白或重复的走访属实。',
      },
      facts: {},
      line: { zh: '{{squad}}走访 {{enterprise}} |已确认|', en: '{{squad}}, {{enterprise}}: |visit confirmed|' },
      onWall: false,
    },
    skipped: {
      description: { en: 'A planned stop was left out for a reason.', zh: '跳过了一站,并写明原因。' },
      facts: cellFacts,
      line: { zh: '{{squad}}跳过 |{{enterprise}}|', en: '{{squad}} skipped |{{enterprise}}|' },
    },
    voided: {
      description: {
        en: 'A wrong visit was voided; it counts in no figure any more.',
        zh: '作废了一次记错的走访,不再计入任何数字。',
      },
      facts: { counted: z.boolean(), ...cellFacts },
      line: { zh: '{{squad}}走访 {{enterprise}} |作废|', en: '{{squad}}, {{enterprise}}: |visit voided|' },
      makesOld: ['measures'],
    },
    carriedOver: {
      description: {
        en: 'An unfinished stop was moved to another day.',
        zh: '一站未完成的走访顺延到另一天。',
      },
      facts: { to: z.iso.date() },
      line: {
        zh: '{{squad}}改日走访 |{{enterprise}}|',
        en: '{{squad}} moved its visit to |{{enterprise}}|',
      },
    },
    moved: {
      description: {
        en: 'A planned stop got another squad, day, place in the order or agreed time. Other planned stops of those days may have moved up or down.',
        zh: '一站待访的走访调整了小分队、日期、站次或约定时间;同一天的其他待访站点可能随之前移或后移。',
      },
      facts: {
        squadFrom: z.guid(),
        from: z.iso.date(),
        to: z.iso.date(),
        stop: z.int(),
        agreedTime: z.string().nullable(),
      },
      line: {
        zh: '{{squad}}调整走访 |{{enterprise}}|',
        en: '{{squad}}: the visit to |{{enterprise}}| was rearranged',
      },
    },
    movedAway: {
      description: {
        en: 'A planned stop left a squad’s list, since another squad got it: visit.moved of that squad follows.',
        zh: '一站待访的走访移出小分队的名单,改由别的小分队走访;随后是该小分队的 visit.moved。',
      },
      facts: { squadTo: z.guid() },
      line: { zh: '{{squad}}移出走访 |{{enterprise}}|', en: '{{squad}} gave away its visit to |{{enterprise}}|' },
      onWall: false,
    },
  },
)
