import { enumWords } from '#codegen/graph/enum-words-en.ts'
import { common } from './common.ts'
import { links } from './links.ts'

/** Words that every screen may use. Those for the values of enums are written in the server’s declarations; their keys are such as `Step.LOOK`. */
export const shared = { ...common, ...enumWords, links }
