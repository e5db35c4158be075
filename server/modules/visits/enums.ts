import { builder } from '#server/platform/builder.ts'

/** The four steps 望闻问切. */
export const StepEnum = builder.enumType('Step', {
  description: 'The four steps of a visit. 望闻问切。',
  values: {
    LOOK: { description: 'The brief is read before the door. 望:了解企业基本信息,做好功课。' },
    LISTEN: { description: 'Opinions and suggestions, on site, in their own words. 闻:深入现场,听取意见建议。' },
    ASK: { description: 'Difficulties, each with a second source or marked single-source. 问:多方了解矛盾困难。' },
    TREAT: { description: 'Consultation held, measures issued. 切:会商攻关,提出办法措施。' },
  } as const,
})

/** Where a visit stands. */
export const VisitStateEnum = builder.enumType('VisitState', {
  description: 'Where a visit stands. 走访状态。',
  values: {
    PLANNED: { description: 'On a squad’s list. 已排。' },
    ARRIVED: { description: 'The squad is there. 在现场。' },
    FINISHED: { description: 'Ended with an outcome. 已结束。' },
    SKIPPED: { description: 'Left out, with a reason. 已跳过。' },
    VOIDED: { description: 'Entered wrongly and struck out. 已作废。' },
  } as const,
})

/** What a visit ended with. */
export const VisitOutcomeEnum = builder.enumType('VisitOutcome', {
  description: 'What a visit ended with. 走访结果。',
  values: {
    DONE: { description: 'Visited; counts against the target. 已走访。' },
    CLOSED_SHOP: { description: 'Nobody there. 关门未遇。' },
    REFUSED: { description: 'Not let in. 拒访。' },
    WRONG_ADDRESS: { description: 'The address is wrong. 地址有误。' },
    MOVED: { description: 'Moved away. 已搬迁。' },
  } as const,
})

/** What the squad checks on site (article: 健康登记、一人一档、居家隔离、消毒、防护、防控机制). */
export const CheckItemEnum = builder.enumType('CheckItem', {
  description: 'What is checked on site. 现场检查项目。',
  values: {
    HEALTH_REGISTER: { description: 'Health register seen. 健康情况登记表。' },
    WORKER_FILES: { description: 'Every returned worker on file. 一人一档,不漏一人。' },
    HOME_QUARANTINE: { description: 'Home-quarantined workers followed. 居家隔离人员跟踪。' },
    DISINFECTION: { description: 'Premises and equipment disinfected. 场所设施消毒。' },
    PROTECTIVE_GEAR: { description: 'Protective gear at hand. 个人防护用品。' },
    EPIDEMIC_MECHANISM: { description: 'Epidemic-control mechanism in place. 防控机制。' },
  } as const,
})

/** An answer on the checklist. */
export const CheckAnswerEnum = builder.enumType('CheckAnswer', {
  description: 'An answer on the checklist. 检查结果。',
  values: {
    YES: { description: 'In order. 合格。' },
    NO: { description: 'Not in order. 不合格。' },
    FIX_BY: { description: 'To be mended by a date. 限期整改。' },
  } as const,
})
