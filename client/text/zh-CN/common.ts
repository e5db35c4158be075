/** Words that every screen shares. */
export const common = {
  appName: '四诊',
  loading: '正在读取…',
  retry: '重试',
  otherLanguage: 'English',
  offline: '连不上中心,正在重连…',
  failed: '出错了',
  notFound: '没有这个页面',
  backToStart: '回到首页',
  step: { LOOK: '望', LISTEN: '闻', ASK: '问', TREAT: '切' },
  issueKind: { SUGGESTION: '建议', DIFFICULTY: '困难', HARD_POINT: '难点', BLOCKAGE: '堵点' },
  resumption: { NOT_RESUMED: '未复工', FILED: '已备案', APPROVED: '已批准', RESUMED: '已复工', SUSPENDED: '停工' },
  outcome: { DONE: '已走访', CLOSED_SHOP: '关门未遇', REFUSED: '拒访', WRONG_ADDRESS: '地址有误', MOVED: '已搬迁' },
  visitState: { PLANNED: '待访', ARRIVED: '在现场', FINISHED: '已结束', SKIPPED: '已跳过', VOIDED: '已作废' },
}
