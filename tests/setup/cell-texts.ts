import { now } from '#server/platform/clock.ts'
import { globalId, newId } from '#server/platform/ids.ts'
import { db } from '#server/postgres/db.ts'

/** The columns of a cell of a roster whose text is kept, about an enterprise. */
export const cellTextColumns = (unionId: string, subjectId: string, column = 'headcount') => ({
  id: newId(),
  unionId,
  subjectType: 'Enterprise',
  subjectId,
  column,
  text: '看情况',
  isDoubtful: true,
  rosterId: newId(),
  title: '员工人数',
  titleEn: 'Headcount',
  name: '回坊小店',
  row: 2,
  at: now(),
})

/** The global id of the text of a cell, of another column each time. */
export async function aCellText(unionId: string, enterpriseId: string): Promise<string> {
  const { id } = await db.cellText.create({ data: cellTextColumns(unionId, enterpriseId, newId()) })
  return globalId('CellText', id)
}
