import type { Sentence } from '#server/platform/errors.ts'
import type { Columns, RowUndo } from './kind.ts'

/** Why a row stays when its import is undone: what somebody has used it for since. */
export const keptFor = {
  GONE: { zh: '已不在登记中', en: 'it is not there any more' },
  RETIRED: { zh: '导入后已停用', en: 'it was retired since' },
  MERGED: { zh: '导入后与另一条登记合并过', en: 'it was merged with another entry since' },
  VISITED: { zh: '导入后已走访', en: 'it was visited since' },
  PLANNED: { zh: '导入后安排过走访', en: 'a visit of it was planned since' },
  ISSUE: { zh: '导入后有问题登记', en: 'it has an issue' },
  ORDER: { zh: '导入后有物资预定', en: 'it has a supply order' },
  LISTED: { zh: '在行动名单中,请先移出或撤销百家名单', en: 'it is on the list of a campaign: take it off first' },
  ACCOUNT: { zh: '已有账号', en: 'it has an account' },
  MEASURE: { zh: '导入后有措施', en: 'it has a measure' },
  RESUMPTION: { zh: '导入后登记过复工', en: 'its resumption was recorded since' },
  PAPERS: { zh: '导入后交过复工材料', en: 'it has handed in papers since' },
  CHANGED: { zh: '导入后被修改过', en: 'it was changed since' },
  SIGNED_IN: { zh: '账号已使用过', en: 'the account was used' },
  IN_USE: { zh: '导入后已有其他记录用到', en: 'other records refer to it by now' },
  OVER: { zh: '行动已结束,名单不再改动', en: 'the campaign is over, and its list is closed' },
  STARTED: { zh: '走访已开始或已结束', en: 'the visit has begun or ended' },
  SKIPPED: { zh: '这一站已跳过或作废', en: 'the stop was skipped or voided since' },
  MOVED: { zh: '这一站之后改过安排', en: 'the stop was planned anew since' },
  UNLISTED: { zh: '已不在这个名单上', en: 'it is not on that list any more' },
  CORRECTED: { zh: '这次变更之后更正过', en: 'the step was corrected since' },
} satisfies Record<string, Sentence>

/** One of these reasons. */
export type KeptReason = keyof typeof keptFor

/** What is given as the reason where the rule of a single deed asks for one. */
export const undoneWithImport = '撤销导入'

/** The outcome of a row that stays for this. */
export const kept = (reason: KeptReason): RowUndo => ({ outcome: 'KEPT', reason: keptFor[reason] })

/** The further outcomes of rows. */
export const becameOf = {
  /** What the row has made is not there any more. */
  nothing: { outcome: 'UNDONE', isGone: true } as RowUndo,
  /** What the row has changed is as before. */
  before: { outcome: 'UNDONE' } as RowUndo,
  /** Values of these columns were changed since; all others are as before. */
  changedSince: (columns: Columns, changed: readonly string[]): RowUndo => {
    const names = changed.map((column) => columns[column]!.name)
    return {
      outcome: 'KEPT',
      columns: [...changed],
      reason: {
        zh: `${names.map(({ zh }) => zh).join('、')}导入后又有变动,保留现值`,
        en: `changed since and kept as it is now: ${names.map(({ en }) => en).join(', ')}`,
      },
    }
  },
  /** The rule of the single deed refuses to take it back. */
  refused: (reason: Sentence): RowUndo => ({ outcome: 'KEPT', reason }),
}
