import type { InputFieldBuilder } from '@pothos/core'
import { z } from 'zod'
import { builder, type Types } from '#server/platform/builder.ts'
import { invalid } from '#server/platform/errors.ts'
import type { PlannedRow } from './kind.ts'

const RowDecisionInput = builder.inputType('RowDecisionInput', {
  description:
    'Whether a doubtful row is about what it is like, or about something new. 对一条存疑行的判断:是否同一家。',
  fields: (t) => ({
    place: t.int({
      description: 'The place of the row among the rows of the roster, from 1. 该行在名册各行中的次序,从 1 起。',
    }),
    isSame: t.boolean({
      required: false,
      description:
        'True where it is the same one, which the row changes; false where it is new; null leaves the row out for good: it is refused. 同一家为真(更新资料),另一家为假(新增),为空则这一行不再导入,计入被拒绝的行。',
    }),
  }),
})

/** The decisions of an input: those of single rows, and one for all others. */
export const decisionFields = (t: InputFieldBuilder<Types, 'InputObject'>) => ({
  decisions: t.field({
    type: [RowDecisionInput],
    required: false,
    validate: z.array(z.any()).max(20_000),
    description: 'What was decided of doubtful rows, one by one. 对存疑行逐条的判断。',
  }),
  othersAreSame: t.boolean({
    required: false,
    description:
      'What holds for the doubtful rows that were not decided one by one: true where each is the same one, false where each is new. Left out, these rows stay doubtful and can be decided later. 未逐条判断的存疑行:真为都是同一家,假为都是新增,不填则仍存疑,以后可再判断。',
  }),
})

/** What was decided of a doubtful row: it is what it is like, it is new, or it is left out for good. */
export type Choice = 'SAME' | 'NEW' | 'LEAVE'

type Given = {
  decisions?: readonly { place: number; isSame?: boolean | null }[] | null
  othersAreSame?: boolean | null
}

/** What was decided, by the places of the rows. INVALID where a decision names a row that is none of these. */
export class Choices {
  private readonly single: ReadonlyMap<number, Choice>
  private readonly others: Choice | undefined

  constructor({ decisions, othersAreSame }: Given, isRow: (place: number) => boolean) {
    for (const [nth, { place }] of (decisions ?? []).entries()) if (!isRow(place)) throw noSuchRow(nth)
    this.single = new Map((decisions ?? []).map(({ place, isSame }) => [place, choiceOf(isSame) ?? 'LEAVE']))
    this.others = choiceOf(othersAreSame)
  }

  /** What was decided of the row at this place; undefined where nothing was. */
  at(place: number): Choice | undefined {
    return this.single.get(place) ?? this.others
  }

  /** True where the row at this place was decided by itself. */
  isSingle(place: number): boolean {
    return this.single.has(place)
  }
}

const choiceOf = (isSame: boolean | null | undefined): Choice | undefined =>
  isSame == null ? undefined : isSame ? 'SAME' : 'NEW'

/** A doubtful row as it was decided: it changes what it is like, makes something new, or is left out. */
export function decided(row: PlannedRow, choice: Choice | undefined): PlannedRow {
  switch (choice) {
    case 'SAME':
      return { ...row, kind: row.changes.length > 0 ? 'CHANGE' : 'SAME' }
    case 'NEW':
      return { ...row, kind: 'CREATE', subjectId: null, changes: [] }
    case 'LEAVE':
      return { ...row, kind: 'REFUSE', subjectId: null, entry: null, changes: [], texts: [], reasons: [leftOut] }
    default:
      return row
  }
}

/** Why a row is refused that somebody has decided to leave out. */
const leftOut: PlannedRow['reasons'][number] = {
  column: 'name',
  sentence: { zh: '经判断不导入', en: 'somebody has decided to leave this row out' },
}

const noSuchRow = (nth: number) =>
  invalid(`decisions.${nth}.place`, { zh: '名册没有这一行。', en: 'The roster has no such row.' })
