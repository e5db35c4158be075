import { enumType } from '#server/platform/enum-type.ts'

/** The lists that can be taken out as a file. */
export const ExportedListEnum = enumType('ExportedList', {
  description: 'A list that can be exported as a file. 可导出为文件的列表。',
  values: {
    ENTERPRISES: {
      word: { zh: '企业名册', en: 'Enterprises' },
      description: 'The register of enterprises. 企业名册。',
    },
    CAMPAIGN: {
      word: { zh: '百家名单', en: 'The hundred' },
      description: 'The hundred enterprises of the campaign, in their order. 百家走访名单,按位置排列。',
    },
    VISITS: { word: { zh: '走访', en: 'Visits' }, description: 'The visits, oldest first. 走访记录,旧的在前。' },
    ISSUES: { word: { zh: '问题', en: 'Issues' }, description: 'The issues, oldest first. 问题清单,旧的在前。' },
    SUPPLY_ORDERS: {
      word: { zh: '物资预定', en: 'Supply orders' },
      description: 'The supply orders, oldest first. 物资预定清单,旧的在前。',
    },
    SUPPLIERS: {
      word: { zh: '供应商', en: 'Suppliers' },
      description: 'The suppliers with their items and units a day. 供应商名录,含物资与日产能。',
    },
    SQUADS: {
      word: { zh: '小分队', en: 'Squads' },
      description: 'The squads, with a line for each member. 小分队,每名队员一行。',
    },
    POLICIES: {
      word: { zh: '政策文件', en: 'Policies' },
      description: 'The policy documents of the union. 本工会的政策文件。',
    },
    ACCOUNTS: {
      word: { zh: '账号', en: 'Accounts' },
      description: 'The accounts of the union; for the command centre only. 本工会的账号,仅供指挥中心。',
    },
    ROSTER_REFUSED: {
      word: { zh: '名册拒绝行', en: 'Refused rows' },
      description:
        'The rows of a roster that its import refused, with the reasons; for the command centre only. 名册导入时被拒绝的行及原因,仅供指挥中心。',
    },
    ROSTER_DOUBTFUL: {
      word: { zh: '名册存疑行', en: 'Doubtful rows' },
      description:
        'The rows of a roster that are still doubtful, with what each is likely to be; for the command centre only. 名册中仍存疑的行及疑似的登记,仅供指挥中心。',
    },
    ROSTER_TEMPLATE: {
      word: { zh: '名册模板', en: 'Roster template' },
      description:
        'An empty roster of a kind, to be filled in and imported; for the command centre only. 某一种类的空白名册,填好即可导入,仅供指挥中心。',
    },
  },
})
