import { builder } from '#server/platform/builder.ts'

/** Who somebody is to the system. */
export const RoleEnum = builder.enumType('Role', {
  description: 'What an account may do. 角色。',
  values: {
    COMMAND: { description: 'The command centre. 指挥中心。' },
    SQUAD: { description: 'A squad on its visits. 小分队。' },
    AGENCY: { description: 'An agency that takes issues. 部门。' },
    ENTERPRISE: { description: 'An enterprise that reports. 企业。' },
    DISTRICT: { description: 'The district union, reading its sub-districts. 区总工会。' },
    WALL: { description: 'A wall board, read-only. 大屏。' },
    INTEGRATOR: { description: 'Another system, by scoped tokens. 系统对接。' },
  } as const,
})

/** What a token opens. */
export const ScopeEnum = builder.enumType('Scope', {
  description: 'What an integrator’s token was made for. 令牌范围。',
  values: {
    BOARD: {
      description:
        'The board, all events, the squads with their people, and how far each enterprise is. 大屏、事件与小分队。',
    },
    ENTERPRISES: {
      description: 'The register: enterprises with code, address, headcount and resumption, no contacts. 企业名册。',
    },
    VISITS: {
      description: 'Visits in full and their events; of enterprise and squad the name, number and zone. 走访。',
    },
    ISSUES: {
      description: 'Issues in full and their events; of enterprise and squad the name, number and zone. 问题。',
    },
    SUPPLIES: { description: 'Supply orders, suppliers and their events; of the enterprise the name and zone. 物资。' },
  } as const,
})
