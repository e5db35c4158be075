import { nameKey } from '#server/platform/plain.ts'

const han = String.raw`\p{Script=Han}`

/** What a part may stand before, to be left out: the name of a road and a number. In 西羊市9号 it is the road itself. */
const road = String.raw`(?=${han}{2,}.*\d)`

/**
 * What stands before the road, the greatest first: the provinces, cities and districts of GB/T 2260 and the sub-districts, towns and
 * townships of GB/T 10114, by the words in which their names end. A market (市场) is no city and an estate (小区) no district.
 */
const levels = ['省|自治区', '市(?!场)|自治州', '(?<![小社园校厂景街])区|县', '街道办事处|街道办|街办|街道|镇|乡'].map(
  (words) => new RegExp(`^${han}{2,8}?(?:${words})${road}`, 'u'),
)

/** The kind of road between its name and the number, which people leave out: 北院门街88号 is 北院门88号. */
const kindOfRoad = new RegExp(String.raw`(?<=${han}{2})(?:大街|街|路)(?=\d)`, 'u')

/** The storey behind the number of the house, which one writes and another does not: 88号一层. */
const storey = /(?<=\d号)(?:第?[一二三四五六七八九十\d]{1,2}[层楼])$/u

/**
 * What the ways have in common in which people write one address: the region before the road, the kind of road and the storey are
 * left out, and so are signs and width; the hyphen stays, for 1-1 is not 11. Two addresses of one form are likely to be one
 * place and may be two: it is never shown or kept.
 */
export function placeForm(address: string): string {
  const whole = nameKey(address).replace(/[^\p{L}\p{M}\p{N}-]/gu, '')
  return levels
    .reduce((form, level) => form.replace(level, ''), whole)
    .replace(kindOfRoad, '')
    .replace(storey, '')
}
