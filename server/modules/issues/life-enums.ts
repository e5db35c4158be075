import { enumType } from '#server/platform/enum-type.ts'

/** Where an issue stands. */
export const IssueStateEnum = enumType('IssueState', {
  description:
    'Where an issue stands: unassigned, assigned, taken, answered, closed; besides parked, voided and merged (practice: 12345 work orders). 问题办到哪一步:待派、待签收、办理中、待回访、已办结;另有挂账、已作废、已并案。',
  values: {
    UNASSIGNED: {
      word: { zh: '待派', en: 'Unassigned' },
      description: 'No agency leads it: it was not given to one yet, or was returned. 尚无主办部门:未派出,或已被退回。',
    },
    ASSIGNED: {
      word: { zh: '待签收', en: 'Assigned' },
      description: 'It was given to an agency, which has not taken it yet. 已派给部门,部门尚未签收。',
    },
    TAKEN: {
      word: { zh: '办理中', en: 'Taken' },
      description: 'The agency that leads works on it. 主办部门已签收,正在办理。',
    },
    ANSWERED: {
      word: { zh: '待回访', en: 'Answered' },
      description:
        'The agency that leads has said what was done; the enterprise is to be called back. 主办部门已答复处理结果,等待回访企业。',
    },
    PARKED: {
      word: { zh: '挂账', en: 'Parked' },
      description:
        'It cannot be solved for now; it is looked at again on a day and stays in sight. 暂时无法解决,到期复核,始终可见。',
    },
    CLOSED: {
      word: { zh: '已办结', en: 'Closed' },
      description: 'The enterprise was called back and it is settled. 已回访企业并办结。',
    },
    VOIDED: { word: { zh: '已作废', en: 'Voided' }, description: 'It was entered wrongly. 录入有误,已作废。' },
    MERGED: {
      word: { zh: '已并案', en: 'Merged' },
      description: 'It is the double of another issue, which is handled. 与另一问题重复,并入该问题办理。',
    },
  },
})

/** What an enterprise says when it is called back. */
export const CallBackResultEnum = enumType('CallBackResult', {
  description: 'What the enterprise said when it was called back (practice: 回访). 回访时企业的说法。',
  values: {
    SOLVED: { word: { zh: '已解决', en: 'Solved' }, description: 'The issue is solved. 问题已解决。' },
    PARTLY: {
      word: { zh: '部分解决', en: 'Partly solved' },
      description: 'A part of the issue is solved. 问题部分解决。',
    },
    NOT_SOLVED: { word: { zh: '未解决', en: 'Not solved' }, description: 'The issue is not solved. 问题没有解决。' },
  },
})

/** How far an agency is with its part. */
export const PartStateEnum = enumType('PartState', {
  description: 'How far an agency is with its part of an issue. 部门办理其承办部分的状态。',
  values: {
    ASSIGNED: {
      word: { zh: '待签收', en: 'Assigned' },
      description: 'The agency has not taken it yet. 部门尚未签收。',
    },
    TAKEN: { word: { zh: '办理中', en: 'Taken' }, description: 'The agency works on it. 部门正在办理。' },
    ANSWERED: { word: { zh: '已答复', en: 'Answered' }, description: 'The agency has answered. 部门已经答复。' },
    RETURNED: { word: { zh: '已退单', en: 'Returned' }, description: 'The agency has returned it. 部门已经退回。' },
    ENDED: {
      word: { zh: '已结束', en: 'Ended' },
      description:
        'It ended without an answer of this agency: given to another, or closed. 未由本部门答复即结束:改派或已办结。',
    },
  },
})

/** At which deed somebody wrote something about an issue. */
export const IssueEntryKindEnum = enumType('IssueEntryKind', {
  description: 'At which deed somebody wrote something about an issue. 关于问题的文字出自哪项操作。',
  values: {
    INSTRUCTION: {
      word: { zh: '派单说明', en: 'Instruction' },
      description: 'What the command centre told the agencies. 派单时对部门的说明。',
    },
    RETURN: {
      word: { zh: '退单原因', en: 'Reason of return' },
      description: 'Why an agency returned it. 部门退单的原因。',
    },
    ANSWER: { word: { zh: '处理结果', en: 'Answer' }, description: 'What an agency has done. 部门的处理结果。' },
    CALL_BACK: {
      word: { zh: '回访', en: 'Call back' },
      description: 'What the enterprise said when it was called back. 回访时企业的说法。',
    },
    CLOSING: { word: { zh: '办结说明', en: 'Closing note' }, description: 'What came of the issue. 办结说明。' },
    REOPENING: {
      word: { zh: '重办原因', en: 'Reason of reopening' },
      description: 'Why it was reopened. 重办的原因。',
    },
    PARKING: { word: { zh: '挂账原因', en: 'Reason of parking' }, description: 'Why it was parked. 挂账的原因。' },
    EDIT: { word: { zh: '原来的文字', en: 'Former words' }, description: 'The words before an edit. 修改之前的文字。' },
    VOIDING: { word: { zh: '作废原因', en: 'Reason of voiding' }, description: 'Why it was voided. 作废的原因。' },
    MERGING: { word: { zh: '并案说明', en: 'Reason of merging' }, description: 'Why it is a double. 并案的说明。' },
    EXTENSION: {
      word: { zh: '延期原因', en: 'Reason of putting off' },
      description: 'Why the deadline was put off. 延期的原因。',
    },
    NOTE: {
      word: { zh: '备注', en: 'Note' },
      description: 'A note that changes nothing else. 备注,不改变问题的状态。',
    },
  },
})

/** For whom an issue waits. */
export const WaitsForEnum = enumType('WaitsFor', {
  description: 'For whom an issue waits while its clocks stand. 问题停表时在等谁。',
  values: {
    ENTERPRISE: {
      word: { zh: '企业', en: 'Enterprise' },
      description: 'The enterprise has to say or send something. 等企业答复或补材料。',
    },
    AGENCY: {
      word: { zh: '其他部门', en: 'Another agency' },
      description: 'Another agency has to do something first. 等其他部门先办。',
    },
    SUPPLIER: { word: { zh: '供应商', en: 'Supplier' }, description: 'A supplier has to deliver. 等供应商供货。' },
    SUPERIOR: {
      word: { zh: '上级', en: 'Higher body' },
      description: 'A higher body has to decide. 等上级政策或批复。',
    },
    OTHER: {
      word: { zh: '其他', en: 'Something else' },
      description: 'Something else has to happen first. 等其他事项。',
    },
  },
})

/** How far the clock of an issue is. */
export const IssueClockEnum = enumType('IssueClock', {
  description: 'How far the clock of an open issue is. 未办结问题的时限状态。',
  values: {
    RUNNING: { word: { zh: '时限内', en: 'In time' }, description: 'There is time left. 尚在时限内。' },
    WARNED: {
      word: { zh: '将到期', en: 'Nearly due' },
      description: 'A quarter of the time or less is left, and who has it was warned. 剩余不足四分之一,已提醒。',
    },
    OVERDUE: { word: { zh: '超时', en: 'Overdue' }, description: 'The time has run out. 已超过时限。' },
    ESCALATED: {
      word: { zh: '已升级', en: 'Escalated' },
      description: 'It is overdue and has climbed a rung of the ladder. 已超时并逐级升级。',
    },
    STOPPED: {
      word: { zh: '暂停计时', en: 'Stopped' },
      description: 'It waits for somebody else, so that no time counts. 等待他人,不计时。',
    },
  },
})
