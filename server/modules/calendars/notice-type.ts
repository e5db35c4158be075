import { builder } from '#server/platform/builder.ts'
import { most } from '#server/platform/most.ts'
import { NoticeTroubleEnum } from './enums.ts'
import { mostNoticeDays, mostSentences } from './limits.ts'
import type { LeftOut, Notice, NoticeDay } from './notice.ts'

/** A day of a notice, with whether the calendar says the same of it already. */
type ComparedDay = NoticeDay & { isKnown: boolean }

const dayRef = builder.objectRef<ComparedDay>('NoticeDay').implement({
  description: 'A day that a notice names. 通知写明的一天。',
  fields: (t) => ({
    date: t.expose('date', { type: 'Date', description: 'Which day it is. 日期。' }),
    isWorkday: t.exposeBoolean('isWorkday', {
      description: 'True for a workday, false for a day of rest. 上班为真,休息为假。',
    }),
    name: t.exposeString('name', {
      description: 'The holiday to which it belongs; it may be empty. 所属的节日,可为空字符串。',
    }),
    isKnown: t.exposeBoolean('isKnown', {
      description: 'True where the calendar of the union has the day so already. 工作日历上已是如此时为真。',
    }),
  }),
})

const leftOutRef = builder.objectRef<LeftOut>('NoticeSentence').implement({
  description: 'A sentence of a notice of which no day was taken. 通知中未采用的一句。',
  fields: (t) => ({
    sentence: t.exposeString('sentence', { description: 'The sentence, without its spaces. 原句,已去掉空格。' }),
    trouble: t.expose('trouble', { type: NoticeTroubleEnum, description: 'Why it was left out. 未采用的原因。' }),
  }),
})

/** A notice as it was read, compared with the calendar of a union. */
export const noticeRef = builder.objectRef<Omit<Notice, 'days'> & { days: ComparedDay[] }>('HolidayNotice').implement({
  description: 'What was read from the text of a notice. Nothing of it is kept. 由通知文字读出的安排,尚未保存。',
  fields: (t) => ({
    year: t.exposeInt('year', { description: 'The year that the notice is about. 通知所指的年份。' }),
    days: t.field({
      type: [dayRef],
      ...most(mostNoticeDays),
      description: 'The days that it names, in their order. 写明的日子,按日期排列。',
      resolve: ({ days }) => days.slice(0, mostNoticeDays),
    }),
    leftOut: t.field({
      type: [leftOutRef],
      ...most(mostSentences),
      description: 'The sentences that tell of days and were not taken. 涉及日期而未采用的各句。',
      resolve: ({ leftOut }) => leftOut.slice(0, mostSentences),
    }),
  }),
})
