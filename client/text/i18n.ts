import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { begin } from './zh-CN/begin.ts'
import type { board } from './zh-CN/board.ts'
import type { desk } from './zh-CN/desk.ts'
import type { field } from './zh-CN/field.ts'
import type { shared } from './zh-CN/shared.ts'

/** The languages of the page: Chinese first. */
export const languages = ['zh-CN', 'en'] as const

export type Language = (typeof languages)[number]

type Texts = {
  common: typeof shared
  begin: typeof begin
  board: typeof board
  desk: typeof desk
  field: typeof field
}

/** A part of the words: `common` belongs to every page, the others are loaded with the screens that use them. */
export type Text = keyof Texts

// each part of each language is a file of its own: a page loads one language, and of it what its screen says
const files: Record<Language, Record<Text, () => Promise<object>>> = {
  'zh-CN': {
    common: () => import('./zh-CN/shared.ts').then((m) => m.shared),
    begin: () => import('./zh-CN/begin.ts').then((m) => m.begin),
    board: () => import('./zh-CN/board.ts').then((m) => m.board),
    desk: () => import('./zh-CN/desk.ts').then((m) => m.desk),
    field: () => import('./zh-CN/field.ts').then((m) => m.field),
  },
  en: {
    common: () => import('./en/shared.ts').then((m) => m.shared),
    begin: () => import('./en/begin.ts').then((m) => m.begin),
    board: () => import('./en/board.ts').then((m) => m.board),
    desk: () => import('./en/desk.ts').then((m) => m.desk),
    field: () => import('./en/field.ts').then((m) => m.field),
  },
}

const used = new Set<Text>()

const languageOfDevice = (): Language => {
  try {
    return localStorage.getItem('language') === 'en' ? 'en' : 'zh-CN'
  } catch {
    return 'zh-CN'
  }
}

/** Starts in the language chosen before, or in Chinese. */
export async function startText(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: languageOfDevice(),
    fallbackLng: false,
    defaultNS: 'common',
    resources: {},
    // so that screens that are loaded at the same time know the language
    initAsync: false,
    interpolation: { escapeValue: false },
  })
  document.documentElement.lang = i18next.language
  await addText('common')
}

/** Loads a part of the words in a language, unless it is there. */
export async function loadText(text: Text, language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, text)) return
  i18next.addResourceBundle(language, text, await files[language][text]())
}

/** Loads a part of the words that a screen needs before it is shown; from now on it changes with the language of the page. */
export async function addText(text: Text): Promise<void> {
  used.add(text)
  await loadText(text, i18next.language as Language)
}

/** Changes the language of the page and remembers it on this device. Where its words cannot be loaded, the language stays. */
export async function setLanguage(language: Language): Promise<void> {
  try {
    await Promise.all([...used].map((text) => loadText(text, language)))
  } catch {
    return
  }
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
    resources: Texts
  }
}
