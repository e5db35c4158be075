import { enumType } from '#server/platform/enum-type.ts'

/** The four steps 望闻问切. */
export const StepEnum = enumType('Step', {
  description:
    'The four steps of a visit, after Chinese medicine: 望 look, 闻 listen, 问 ask, 切 treat (article). 走访的四步:望、闻、问、切。',
  values: {
    LOOK: {
      word: { zh: '望', en: 'Look' },
      description:
        'The squad learns the basic facts of the enterprise before it goes in. 望:进门前了解企业基本信息,做好功课。',
    },
    LISTEN: {
      word: { zh: '闻', en: 'Listen' },
      description:
        'The squad listens on site to opinions and suggestions and notes them in the speaker’s words. 闻:深入现场,听取意见建议,记下原话。',
    },
    ASK: {
      word: { zh: '问', en: 'Ask' },
      description:
        'The squad asks about difficulties, each from a second person where one is there. 问:多方了解矛盾困难,尽量有第二来源。',
    },
    TREAT: {
      word: { zh: '切', en: 'Treat' },
      description: 'The squad says what measures are taken, after consultation. 切:会商攻关,提出办法措施。',
    },
  },
})

/** Where a visit stands. */
export const VisitStateEnum = enumType('VisitState', {
  description: 'How far a visit is between plan and end. 一次走访所处的状态。',
  values: {
    PLANNED: {
      word: { zh: '待访', en: 'Planned' },
      description: 'It is on a squad’s list and nobody has arrived. 已列入名单,尚未到达。',
    },
    ARRIVED: { word: { zh: '在现场', en: 'On site' }, description: 'The squad is on site. 小分队在现场。' },
    FINISHED: {
      word: { zh: '已结束', en: 'Finished' },
      description: 'It has ended with an outcome. 已经结束,有结果。',
    },
    SKIPPED: {
      word: { zh: '已跳过', en: 'Skipped' },
      description: 'The squad did not go, and said why. 未前往,已说明原因。',
    },
    VOIDED: {
      word: { zh: '已作废', en: 'Voided' },
      description: 'It was entered wrongly and counts nowhere. 录入有误,已作废,不再计数。',
    },
  },
})

/** What a visit ended with. */
export const VisitOutcomeEnum = enumType('VisitOutcome', {
  description: 'How a finished visit ended; only DONE counts against the target. 走访结束时的结果,只有已走访计入目标。',
  values: {
    DONE: {
      word: { zh: '已走访', en: 'Visited' },
      description: 'The enterprise was visited; this counts against the target. 已走访,计入目标。',
    },
    CLOSED_SHOP: {
      word: { zh: '关门未遇', en: 'Closed shop' },
      description: 'The shop was closed and nobody was there. 关门,未遇到人。',
    },
    REFUSED: {
      word: { zh: '拒访', en: 'Refused' },
      description: 'The enterprise did not let the squad in. 企业拒绝接待。',
    },
    WRONG_ADDRESS: {
      word: { zh: '地址有误', en: 'Wrong address' },
      description: 'The enterprise is not at the address in the register. 登记的地址有误。',
    },
    MOVED: {
      word: { zh: '已搬迁', en: 'Moved away' },
      description: 'The enterprise has moved to another place. 企业已搬迁。',
    },
  },
})

/** What the squad checks on site (article: 健康登记、一人一档、居家隔离、消毒、防护、防控机制). */
export const CheckItemEnum = enumType('CheckItem', {
  description: 'A line of the checklist that a squad answers on site (article). 现场检查清单的项目。',
  values: {
    HEALTH_REGISTER: {
      word: { zh: '健康情况登记表', en: 'Health register' },
      description: 'The register of the workers’ health was seen. 已查看健康情况登记表。',
    },
    WORKER_FILES: {
      word: { zh: '一人一档,不漏一人', en: 'A file for every worker' },
      description: 'Every worker who returned has a file. 每名返岗职工都有档案,不漏一人。',
    },
    HOME_QUARANTINE: {
      word: { zh: '居家隔离人员跟踪', en: 'Home quarantine followed' },
      description: 'Workers in quarantine at home are followed. 对居家隔离人员进行跟踪。',
    },
    DISINFECTION: {
      word: { zh: '场所设施消毒', en: 'Disinfection' },
      description: 'The premises and the equipment are disinfected. 场所与设施已消毒。',
    },
    PROTECTIVE_GEAR: {
      word: { zh: '个人防护用品', en: 'Protective gear' },
      description: 'Personal protective gear is at hand. 备有个人防护用品。',
    },
    EPIDEMIC_MECHANISM: {
      word: { zh: '防控机制', en: 'Epidemic-control mechanism' },
      description: 'Who does what for epidemic control is laid down. 已建立疫情防控机制。',
    },
  },
})

/** An answer on the checklist. */
export const CheckAnswerEnum = enumType('CheckAnswer', {
  description: 'What the squad found for a line of the checklist. 检查项目的结果。',
  values: {
    YES: { word: { zh: '合格', en: 'In order' }, description: 'It was found in order. 合格。' },
    NO: { word: { zh: '不合格', en: 'Not in order' }, description: 'It was found not in order. 不合格。' },
    FIX_BY: {
      word: { zh: '限期整改', en: 'Fix by a date' },
      description: 'It must be mended by a date. 须在限期内整改。',
    },
    NOT_SEEN: {
      word: { zh: '未查看', en: 'Not seen' },
      description: 'The squad did not look at it, and says so. 没有查看,并注明。',
    },
  },
})

/** Why a visit looks as if it had not taken place so. */
export const VisitDoubtEnum = enumType('VisitDoubt', {
  description:
    'Why a visit that ended as DONE looks empty or doubled. It is no judgement: the command centre confirms or voids it. 走访看似空白或重复的原因,由指挥中心确认或作废,不作评价。',
  values: {
    EMPTY_NOTE: {
      word: { zh: '记录里没有字', en: 'A note without a word' },
      description: 'A note has no letter and no digit. 有记录没有文字或数字。',
    },
    TOO_SHORT: {
      word: { zh: '不到一分钟', en: 'Under a minute' },
      description: 'It ended less than a minute after the arrival. 到达后不到一分钟就结束。',
    },
    SAME_WORDS: {
      word: { zh: '与上一次走访的话相同', en: 'The words of the visit before' },
      description:
        'LISTEN and ASK have the words of the squad’s visit before it. 「闻」「问」与该小分队上一次走访相同。',
    },
  },
})

/** What a visit lacks to count. */
export const VisitLackEnum = enumType('VisitLack', {
  description:
    'What a visit lacks to count: it is kept all the same, and counts once it is added. 走访计入前还缺的内容;照样保存,补上后计入。',
  values: {
    LISTEN: {
      word: { zh: '闻的内容', en: 'What was heard' },
      description:
        'LISTEN has no note, and it is not said that nothing was raised and with whom the squad spoke. 「闻」没有记录,也未注明没有提出及与谁谈的。',
    },
    ASK: {
      word: { zh: '问的内容', en: 'What was asked' },
      description:
        'ASK has no note, and it is not said that nothing was raised and with whom the squad spoke. 「问」没有记录,也未注明没有提出及与谁谈的。',
    },
    CHECKLIST: {
      word: { zh: '现场检查的结果', en: 'Answers of the checklist' },
      description: 'An item of the on-site checklist has no answer. 现场检查有项目没有结果。',
    },
  },
})
