/** Words for who of the squad was at a door. */
export const there = {
  who: '到场队员',
  comma: '、',
  correct: '更正到场队员',
  save: '保存到场队员',
  saved: '已更正到场队员',
  outside: '结束日期不在行动期内({{from}} 至 {{to}}):这次走访照样保存,但不计入。',
}
