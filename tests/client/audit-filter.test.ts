import { getNamedType, isEnumType, isInputObjectType } from 'graphql'
import i18next, { type i18n } from 'i18next'
import { beforeAll, expect, it } from 'vitest'
import { filterText } from '#client/modules/audit/filter-text.ts'
import { desk as enDesk } from '#client/text/en/desk.ts'
import { shared as enShared } from '#client/text/en/shared.ts'
import { desk } from '#client/text/zh-CN/desk.ts'
import { shared } from '#client/text/zh-CN/shared.ts'
import { schema } from '#server/schema.ts'

let texts: i18n
beforeAll(async () => {
  texts = i18next.createInstance()
  await texts.init({
    resources: { 'zh-CN': { desk, common: shared }, en: { desk: enDesk, common: enShared } },
    interpolation: { escapeValue: false },
  })
})

const said = (filter: object, language: 'zh-CN' | 'en') =>
  filterText(JSON.stringify(filter), {
    desk: texts.getFixedT(language, 'desk') as never,
    common: texts.getFixedT(language, 'common') as never,
    language,
  })

it('says how a list was narrowed that left the house', () => {
  const filter = {
    search: '面馆',
    issues: { kinds: ['BLOCKAGE'], isOverdue: true, agencyId: 'QWdlbmN5', opened: { from: '2020-03-01', to: null } },
    issueOrder: { by: 'TITLE', direction: 'ASC' },
  }
  expect(said(filter, 'zh-CN')).toBe('搜索:面馆;类型:堵点;已超时:是;承办部门:指定的一个;提出日期:2020-03-01 – ')
  expect(said(filter, 'en')).toContain('Search: 面馆')
  expect(said({ squadId: 'U3F1YWQ', on: '2020-03-01' }, 'zh-CN')).toBe('小分队:指定的一个;日期:2020-03-01')
  expect(said({ issueOrder: { by: 'TITLE', direction: 'ASC' } }, 'zh-CN')).toBe('')
})

it.each(['zh-CN', 'en'] as const)(
  'has a word for each field and value of the filter of an export in %s',
  (language) => {
    const type = schema.getType('ExportFilter')
    if (!isInputObjectType(type)) throw new Error('no ExportFilter')
    for (const { name: list, type: inner } of Object.values(type.getFields())) {
      const lists = getNamedType(inner)
      if (list.endsWith('Order') || !isInputObjectType(lists)) continue
      for (const field of Object.values(lists.getFields())) {
        const named = getNamedType(field.type)
        const values = isEnumType(named) ? named.getValues().map(({ value }) => value) : [true]
        for (const value of values) {
          const text = said({ [list]: { [field.name]: value } }, language)
          expect(text).not.toMatch(/audit\.|undefined|_/)
          expect(text, `${list}.${field.name}`).not.toMatch(/[A-Z]{3}/)
        }
      }
    }
  },
)
