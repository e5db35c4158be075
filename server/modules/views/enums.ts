import { enumType } from '#server/platform/enum-type.ts'

/** A list of the desk of which views can be saved. */
export const ViewListEnum = enumType('ViewList', {
  description: 'A list of the desk of which views can be saved. 工作台上可以保存视图的列表。',
  values: {
    ENTERPRISES: {
      word: { zh: '企业', en: 'Enterprises' },
      description: 'The list of enterprises. 企业列表。',
    },
    VISITS: { word: { zh: '走访', en: 'Visits' }, description: 'The list of visits. 走访列表。' },
    ISSUES: { word: { zh: '问题', en: 'Issues' }, description: 'The list of issues. 问题列表。' },
    SUPPLY_ORDERS: {
      word: { zh: '物资预定', en: 'Supply orders' },
      description: 'The list of supply orders. 物资预定列表。',
    },
    SUPPLIERS: { word: { zh: '供应商', en: 'Suppliers' }, description: 'The list of suppliers. 供应商列表。' },
    ACCOUNTS: { word: { zh: '账号', en: 'Accounts' }, description: 'The list of accounts. 账号列表。' },
    TOKENS: { word: { zh: '令牌', en: 'Tokens' }, description: 'The list of tokens. 令牌列表。' },
  },
})
