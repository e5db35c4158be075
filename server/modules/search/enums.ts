import { enumType } from '#server/platform/enum-type.ts'

/** What kind of row a search has found. */
export const FoundKindEnum = enumType('FoundKind', {
  description: 'What kind of row a search has found. 查找到的对象类别。',
  values: {
    ENTERPRISE: {
      word: { zh: '企业', en: 'Enterprise' },
      description:
        'An enterprise of the register, by its name or pinyin, its credit code or a phone number. 企业,按名称或拼音、信用代码、电话。',
    },
    ISSUE: {
      word: { zh: '问题', en: 'Issue' },
      description: 'An issue, by its number, its title or its enterprise. 问题,按编号、标题或所属企业。',
    },
    SQUAD: {
      word: { zh: '小分队', en: 'Squad' },
      description: 'A squad, by its number or the name of one of its people. 小分队,按序号或人员姓名。',
    },
    ACCOUNT: {
      word: { zh: '账号', en: 'Account' },
      description: 'An account, by its username or the name that others are shown. 账号,按用户名或显示名。',
    },
    ORDER: {
      word: { zh: '物资预定', en: 'Order' },
      description: 'An order of supplies, by its enterprise or its item. 物资预定,按企业或物资。',
    },
    SUPPLIER: {
      word: { zh: '供应商', en: 'Supplier' },
      description: 'A supplier of the directory, by its name or contact. 供应商,按名称或联系人。',
    },
    DOCUMENT: {
      word: { zh: '政策文件', en: 'Document' },
      description: 'A policy document, by its title or who issued it. 政策文件,按标题或发文单位。',
    },
  },
})
