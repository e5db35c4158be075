import { polyphonic } from 'pinyin-pro'

/** All syllables without their tones, ü as u. An index has their places in this list: a new one comes to the end. */
const syllables = `
  a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu ca cai can cang cao ce cen ceng cha
  chai chan chang chao che chen cheng chi chong chou chu chua chuai chuan chuang chui chun chuo ci cong cou cu cuan cui
  cun cuo da dai dan dang dao de dei den deng di dia dian diao die ding diu dong dou du duan dui dun duo e ei en eng er
  fa fan fang fei fen feng fo fou fu ga gai gan gang gao ge gei gen geng gong gou gu gua guai guan guang gui gun guo ha
  hai han hang hao he hei hen heng hong hou hu hua huai huan huang hui hun huo ji jia jian jiang jiao jie jin jing
  jiong jiu ju juan jue jun ka kai kan kang kao ke kei ken keng kong kou ku kua kuai kuan kuang kui kun kuo la lai lan
  lang lao le lei leng li lia lian liang liao lie lin ling liu lo long lou lu luan lue lun luo ma mai man mang mao me
  mei men meng mi mian miao mie min ming miu mo mou mu na nai nan nang nao ne nei nen neng ni nian niang niao nie nin
  ning niu nong nou nu nuan nue nuo o ou pa pai pan pang pao pei pen peng pi pian piao pie pin ping po pou pu qi qia
  qian qiang qiao qie qin qing qiong qiu qu quan que qun ran rang rao re ren reng ri rong rou ru rua ruan rui run ruo
  sa sai san sang sao se sen seng sha shai shan shang shao she shei shen sheng shi shou shu shua shuai shuan shuang
  shui shun shuo si song sou su suan sui sun suo ta tai tan tang tao te tei teng ti tian tiao tie ting tong tou tu tuan
  tui tun tuo wa wai wan wang wei wen weng wo wu xi xia xian xiang xiao xie xin xing xiong xiu xu xuan xue xun ya yan
  yang yao ye yi yin ying yo yong you yu yuan yue yun za zai zan zang zao ze zei zen zeng zha zhai zhan zhang zhao zhe
  zhei zhen zheng zhi zhong zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo zi zong zou zu zuan zui zun zuo
`
  .trim()
  .split(/\s+/)

/** The numbers of the syllables, from 1. */
const numbers = new Map(syllables.map((syllable, i) => [syllable, i + 1]))

// An index keeps numbers instead of texts, which take three times the room. Those of one and of two syllables, and of two and of
// three initials, do not meet.
const pairOf = (a: number, b: number): number => (a << 9) | b
const letterOf = (letter: string): number => letter.charCodeAt(0) - 96
const twoInitials = (a: number, b: number): number => (1 << 19) | (a << 5) | b
const threeInitials = (a: number, b: number, c: number): number => (1 << 20) | (a << 10) | (b << 5) | c

/** A reading of a character: its syllable, and the first letter of that. */
type Reading = { syllable: number; initial: number }

const known = new Map<string, readonly Reading[]>()

/** Every reading of a character; none where it is not Chinese. */
function readingsOf(character: string): readonly Reading[] {
  let readings = known.get(character)
  if (!readings) {
    readings = /\p{sc=Han}/u.test(character) ? readUp(character) : []
    known.set(character, readings)
  }
  return readings
}

const readUp = (character: string): Reading[] => {
  const found = polyphonic(character, { toneType: 'none', type: 'array', v: true }).flat()
  return [...new Set(found.map(withoutUmlaut))].flatMap((text) => {
    const syllable = numbers.get(text)
    return syllable ? [{ syllable, initial: letterOf(text[0]!) }] : []
  })
}

const withoutUmlaut = (text: string): string => text.replaceAll(/[vü]/g, 'u')

/**
 * What an index keeps of how a plain text is read: its syllables, those of each two characters that stand together, and the
 * initials of each two and three, in every reading of a character that has several.
 */
export function pinyinOf(text: string): number[] {
  const keys = new Set<number>()
  let before: readonly Reading[] = []
  let last: readonly Reading[] = []
  for (const character of text) {
    const here = readingsOf(character)
    for (const { syllable, initial } of here) {
      keys.add(syllable)
      for (const one of last) {
        keys.add(pairOf(one.syllable, syllable)).add(twoInitials(one.initial, initial))
        for (const first of before) keys.add(threeInitials(first.initial, one.initial, initial))
      }
    }
    before = last
    last = here
  }
  return [...keys]
}

/** What a text must have to be read so: every one of these keys, and of others one or another. */
export type PinyinArm = { every: number[]; some?: number[] }

/** The letters that a word is typed with, if it may be pinyin; otherwise none. */
export const lettersOf = (word: string): string => {
  const letters = word.normalize('NFC').toLowerCase()
  return /^[a-zü]{2,60}$/.test(letters) ? letters : ''
}

/** The ways in which a text may be read as these letters: as syllables of which the last may go on, or as initials. */
export function pinyinSearch(letters: string): PinyinArm[] {
  if (!letters) return []
  return [...initialsIn(letters), ...syllablesIn(withoutUmlaut(letters))]
}

function initialsIn(letters: string): PinyinArm[] {
  // no syllable begins with one of these
  if (/[iuvü]/.test(letters)) return []
  const all = [...letters].map(letterOf)
  if (all.length === 2) return [{ every: [twoInitials(all[0]!, all[1]!)] }]
  return [{ every: all.slice(2).map((third, i) => threeInitials(all[i]!, all[i + 1]!, third)) }]
}

// letters can be divided in many ways, of which those with the fewest syllables are tried
const mostWays = 16
const longest = 6

function syllablesIn(letters: string): PinyinArm[] {
  const ways: number[][][] = Array.from(letters, () => [])
  ways[0] = [[]]
  ways.push([])
  for (let start = 0; start < letters.length; start += 1) {
    for (let end = start + 1; end <= Math.min(start + longest, letters.length); end += 1) {
      const number = numbers.get(letters.slice(start, end))
      if (number) ways[end] = fewest([...ways[end]!, ...ways[start]!.map((way) => [...way, number])])
    }
  }
  const isWhole = ways.pop()!.length > 0
  const found = ways.flatMap((upTo, start) => {
    const begun = letters.slice(start)
    const ends = syllables.flatMap((each, i) => (each.startsWith(begun) ? [i + 1] : []))
    return ends.length > 0 && (!isWhole || numbers.has(begun)) ? upTo.map((way) => ({ way, ends })) : []
  })
  return found
    .sort((a, b) => a.way.length - b.way.length)
    .slice(0, mostWays)
    .map(({ way, ends }) => {
      const last = way.at(-1)
      return { every: pairsOf(way), some: last ? ends.map((each) => pairOf(last, each)) : ends }
    })
}

const fewest = (ways: number[][]): number[][] => ways.sort((a, b) => a.length - b.length).slice(0, mostWays)

const pairsOf = (way: readonly number[]): number[] => way.slice(1).map((second, i) => pairOf(way[i]!, second))
