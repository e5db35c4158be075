import { enumType } from '#server/platform/enum-type.ts'

/** What the rows of a roster are. */
export const RosterKindEnum = enumType('RosterKind', {
  description: 'What the rows of a roster are. 名册的种类,即每行写的是什么。',
  values: {
    ENTERPRISES: {
      word: { zh: '企业名册', en: 'Enterprises' },
      description: 'Enterprises with their contacts, for the register. 企业及联系人,写入企业登记。',
    },
    HUNDRED: {
      word: { zh: '百家名单', en: 'The hundred' },
      description:
        'Enterprises of the register, by credit code or name, that take the free places of the campaign’s list. 登记中的企业(按信用代码或名称),依次列入行动名单的空位。',
    },
    SUPPLIERS: {
      word: { zh: '供应商', en: 'Suppliers' },
      description: 'Suppliers with their contact, items and units a day. 供应商及联系人、物资、日产能。',
    },
    RESUMPTIONS: {
      word: { zh: '复工情况', en: 'Resumptions' },
      description: 'How far enterprises have resumed work, with the day and the basis. 企业的复工状态、日期与依据。',
    },
    VISIT_PLAN: {
      word: { zh: '走访计划', en: 'Visit plan' },
      description: 'Stops: which squad visits which enterprise on which day. 走访安排:哪支小分队、哪天、走访哪家企业。',
    },
    ACCOUNTS: {
      word: { zh: '账号', en: 'Accounts' },
      description:
        'Accounts with their role and whom they belong to; each gets a password that is shown once. 账号、角色与归属;每个账号得到一个只显示一次的密码。',
    },
    SQUADS: {
      word: { zh: '小分队', en: 'Squads' },
      description:
        'Squads with their members, one member a row; members that are not in the file stay. 小分队及队员,每行一名队员;文件中没有的队员保留。',
    },
    AGENCIES: {
      word: { zh: '协同部门', en: 'Agencies' },
      description:
        'Agencies with their kind, names and phone, and the zones of communities. 协同部门的类别、名称、电话,以及社区负责的片区。',
    },
  },
})

/** How far a roster is. */
export const RosterStateEnum = enumType('RosterState', {
  description: 'How far a roster is. 名册的状态。',
  values: {
    PREVIEWED: {
      word: { zh: '已预览', en: 'Previewed' },
      description: 'It was previewed, and changes nothing yet. 已预览,尚未导入。',
    },
    APPLIED: { word: { zh: '已导入', en: 'Applied' }, description: 'It was applied, and stands. 已导入,未撤销。' },
    UNDONE: {
      word: { zh: '已撤销', en: 'Undone' },
      description: 'It was applied, and undone as a whole. 导入后已撤销。',
    },
  },
})
