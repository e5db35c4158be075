import { strToU8 } from 'fflate'
import { creditCodeOf } from '#server/modules/enterprises/credit-code.ts'
import { RosterFileError } from '#server/modules/rosters/errors.ts'
import { headerPlanOf } from '#server/modules/rosters/kind.ts'
import { enterpriseRoster } from '#server/modules/rosters/kinds/enterprises.ts'
import { answerRoster, type RosterFile } from '#server/modules/rosters/parse.ts'

/** Two codes that no enterprise has. */
export const code = creditCodeOf('91610199MAL00001X')
export const other = creditCodeOf('91610199MAL00002X')

/** The shortest header there is. */
export const header = '企业名称,统一社会信用代码,联系电话\n'

/** What the worker does, without starting one. */
export async function read(bytes: Uint8Array, fileName: string): Promise<RosterFile> {
  const answer = await answerRoster({ bytes, fileName, plan: headerPlanOf(enterpriseRoster) })
  if ('reason' in answer) throw new RosterFileError(answer.reason, enterpriseRoster, answer)
  return answer.file
}

/** Reads a text as a CSV in UTF-8. */
export const csv = (text: string) => read(strToU8(text), '名册.csv')

/** Why a file was refused, or READ. */
export const reasonOf = (reading: Promise<unknown>) =>
  reading.then(
    () => 'READ',
    (error: unknown) => (error instanceof RosterFileError ? error.reason : error),
  )

/** The index of each known column in the headers of the first sheet. */
export const columnsOf = ({ sheets }: RosterFile) =>
  Object.fromEntries(sheets[0]!.headers.flatMap(({ column }, index) => (column ? [[column, index]] : [])))
