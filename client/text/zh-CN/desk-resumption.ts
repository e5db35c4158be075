/** Words for the corrections of a resumption and for its papers. */
export const resumption = {
  correct: '更正复工',
  change: '哪一次变更',
  what: '怎样更正',
  never: '从未发生',
  other: '改为',
  hint: '企业状态、数字与走势随之更正,原来的内容保留。',
  corrected: '已更正复工',
  was: '原登记:{{on}} {{state}}({{reason}})',
  papers: '复工材料',
  editPapers: '登记材料',
  papersSaved: '已登记材料',
  toCome: '未交',
  ask: '开始登记复工材料',
  askNoMore: '不再登记复工材料',
  asked: '每家企业的页面现在有复工材料清单',
  askedNoMore: '复工材料清单已收起,登记过的保留',
}
