import { enumType } from '#server/platform/enum-type.ts'

/** Who somebody is to the system. */
export const RoleEnum = enumType('Role', {
  description: 'What an account may do. 账号的角色。',
  values: {
    COMMAND: {
      word: { zh: '指挥中心', en: 'Command centre' },
      description: 'The command centre, which leads the work of its union. 指挥中心,统筹本工会的工作。',
    },
    SQUAD: { word: { zh: '小分队', en: 'Squad' }, description: 'A squad, which visits enterprises. 小分队,走访企业。' },
    AGENCY: {
      word: { zh: '部门', en: 'Agency' },
      description: 'An agency, which handles the issues assigned to it. 部门,办理交给它的问题。',
    },
    ENTERPRISE: {
      word: { zh: '企业', en: 'Enterprise' },
      description: 'An enterprise, which reports its issues and follows them. 企业,上报问题并查看进展。',
    },
    CADRE: {
      word: { zh: '带队领导', en: 'Zone cadre' },
      description:
        'A leading cadre of the street, who reads what the own zone adds up to. 带队的街道班子成员,查看自己片区的汇总。',
    },
    DISTRICT: {
      word: { zh: '区总工会', en: 'District union' },
      description: 'The district union, which reads what its sub-district unions do. 区总工会,查看下属街道工会的工作。',
    },
    WALL: {
      word: { zh: '大屏', en: 'Wall' },
      description: 'A wall, which shows the board and changes nothing. 大屏,只显示,不操作。',
    },
    INTEGRATOR: {
      word: { zh: '系统对接', en: 'Integrator' },
      description: 'Another system, which reads by tokens what their scopes name. 系统对接,用令牌读取范围内的数据。',
    },
  },
})

/** What somebody of the command centre is there. */
export const CommandRankEnum = enumType('CommandRank', {
  description:
    'The rank of an account of the command centre. A rank manages the accounts of its own and of lower ranks. 指挥中心账号的职级;可管理同级及以下的账号。',
  values: {
    CHAIR: {
      word: { zh: '主席', en: 'Chair' },
      description: 'Leads the command centre and gives the ranks. 主席,主持指挥中心并设定职级。',
    },
    DUTY_OFFICER: {
      word: { zh: '值班员', en: 'Duty officer' },
      description: 'Runs the command centre from day to day. 值班员,负责日常值班。',
    },
    CLERK: {
      word: { zh: '办事员', en: 'Clerk' },
      description: 'Enters and looks up what the command centre works with. 办事员,录入与查阅。',
    },
  },
})

/** What a token opens. */
export const ScopeEnum = enumType('Scope', {
  description: 'A part of the data that an integrator’s token may read. 令牌可读的数据范围。',
  values: {
    BOARD: {
      word: { zh: '大屏与事件', en: 'Board and events' },
      description:
        'The board, all events, the squads with their people, and how far each enterprise is. 大屏、所有事件、小分队及其队员,以及各企业的走访进度。',
    },
    ENTERPRISES: {
      word: { zh: '企业', en: 'Enterprises' },
      description:
        'The register: enterprises with code, address, headcount and resumption, no contacts. 企业名册:代码、地址、人数与复工状态,不含联系人。',
    },
    VISITS: {
      word: { zh: '走访', en: 'Visits' },
      description:
        'Visits in full and their events; of enterprise and squad the name, number and zone. 走访全文及其事件;企业与小分队只有名称、编号与片区。',
    },
    ISSUES: {
      word: { zh: '问题', en: 'Issues' },
      description:
        'Issues in full and their events; of enterprise and squad the name, number and zone. 问题全文及其事件;企业与小分队只有名称、编号与片区。',
    },
    SUPPLIES: {
      word: { zh: '物资', en: 'Supplies' },
      description:
        'Supply orders, suppliers and their events; of the enterprise the name and zone. 物资预定、供应商及其事件;企业只有名称与片区。',
    },
  },
})

/** A kind of device, as its browser says. */
export const DeviceKindEnum = enumType('DeviceKind', {
  description: 'The kind of a device, as its browser says. 设备类别(依浏览器所报)。',
  values: {
    PHONE: { word: { zh: '手机', en: 'Phone' }, description: 'A phone that somebody carries. 手机。' },
    TABLET: { word: { zh: '平板', en: 'Tablet' }, description: 'A tablet with a large screen. 平板电脑。' },
    COMPUTER: {
      word: { zh: '电脑', en: 'Computer' },
      description: 'A computer, or a device that is not known. 电脑或未知设备。',
    },
  },
})

/** How somebody is signed in. */
export const SessionKindEnum = enumType('SessionKind', {
  description: 'How somebody is signed in. 登录的方式。',
  values: {
    BROWSER: {
      word: { zh: '密码登录', en: 'By password' },
      description: 'With the password, in a browser, for a week at most. 在浏览器中用密码登录,至多一周。',
    },
    WALL: {
      word: { zh: '大屏', en: 'Wall' },
      description: 'As a wall that was paired. 配对成功的大屏。',
    },
    TOKEN: {
      word: { zh: '令牌', en: 'Token' },
      description: 'By a token that was made for another system. 为对接系统建立的令牌。',
    },
    DEVICE: {
      word: { zh: '专用链接', en: 'Personal link' },
      description: 'By a personal link, on a device of its holder, for long. 用专用链接,在本人设备上长期登录。',
    },
  },
})
