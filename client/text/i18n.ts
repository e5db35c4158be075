import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { enumWordsEn, enumWordsZh } from '#codegen/graph/enums.ts'
import { begin as enBegin } from './en/begin.ts'
import { board as enBoard } from './en/board.ts'
import { common as enCommon } from './en/common.ts'
import { desk as enDesk } from './en/desk.ts'
import { field as enField } from './en/field.ts'
import { links as enLinks } from './en/links.ts'
import { begin } from './zh-CN/begin.ts'
import { board } from './zh-CN/board.ts'
import { common } from './zh-CN/common.ts'
import { desk } from './zh-CN/desk.ts'
import { field } from './zh-CN/field.ts'
import { links } from './zh-CN/links.ts'

/** The languages of the page: Chinese first. */
export const languages = ['zh-CN', 'en'] as const

export type Language = (typeof languages)[number]

const languageOfDevice = () => {
  try {
    return localStorage.getItem('language')
  } catch {
    return null
  }
}

// the words for the values of enums are written in the server's declarations; their keys are such as `Step.LOOK`
const zhShared = { ...common, ...enumWordsZh, links }
const enShared = { ...enCommon, ...enumWordsEn, links: enLinks }

const resources = {
  'zh-CN': { common: zhShared, begin, board, desk, field },
  en: { common: enShared, begin: enBegin, board: enBoard, desk: enDesk, field: enField },
}

/** Starts in the language chosen before, or in Chinese. */
export async function startText(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: languageOfDevice() === 'en' ? 'en' : 'zh-CN',
    fallbackLng: 'zh-CN',
    defaultNS: 'common',
    resources,
    interpolation: { escapeValue: false },
  })
  document.documentElement.lang = i18next.language
}

/** Changes the language of the page and remembers it on this device. */
export async function setLanguage(language: Language): Promise<void> {
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
  try {
    localStorage.setItem('language', language)
  } catch {
    // a device that stores nothing starts in Chinese again
  }
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: {
      common: typeof zhShared
      begin: typeof begin
      board: typeof board
      desk: typeof desk
      field: typeof field
    }
  }
}
