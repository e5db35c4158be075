import { enumType } from '#server/platform/enum-type.ts'

/** Whether a measure is still to be carried out. */
export const MeasureStateEnum = enumType('MeasureState', {
  description: 'Whether a measure is still to be carried out. 措施是否还要落实。',
  values: {
    OPEN: { word: { zh: '落实中', en: 'To do' }, description: 'It is still to be carried out. 还要落实。' },
    DONE: {
      word: { zh: '已落实', en: 'Done' },
      description: 'It was carried out, with a result. 已落实,并写明效果。',
    },
    DROPPED: {
      word: { zh: '已取消', en: 'Dropped' },
      description: 'It is not carried out, for a reason. 不再落实,并写明原因。',
    },
  },
})

/** What a measure has come to. */
export const MeasureResultEnum = enumType('MeasureResult', {
  description: 'What a measure has come to. 措施的效果。',
  values: {
    WORKED: { word: { zh: '有效', en: 'Worked' }, description: 'It has done what it was for. 达到了预期。' },
    PARTLY: {
      word: { zh: '部分有效', en: 'Worked in part' },
      description: 'It has done a part of what it was for. 只达到一部分预期。',
    },
    FAILED: { word: { zh: '无效', en: 'Did not work' }, description: 'It has changed nothing. 没有效果。' },
  },
})
