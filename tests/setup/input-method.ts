import type { Page } from 'playwright-core'

/** A person’s input method for Chinese, as the browser sees one: what is being composed, and what comes of it. */
export type InputMethod = {
  /** Types the letters one by one; they stand in the field, underlined, and are not yet text. */
  compose: (letters: string) => Promise<void>
  /** Puts the chosen words in place of the letters. Without letters before, the words come as they are. */
  commit: (words: string) => Promise<void>
  /** Presses a key that the input method takes for itself, such as the Enter that ends a composition. */
  press: (key: 'Enter' | 'Escape' | 'ArrowDown') => Promise<void>
  /** Writes the words as a person does: their letters, then the choice. */
  write: (letters: string, words: string) => Promise<void>
}

/** The key code of every key that an input method takes for itself. */
const taken = 229

/** The input method of whoever sits before the page. It writes into what has the focus. */
export async function inputMethodOf(page: Page): Promise<InputMethod> {
  const browser = await page.context().newCDPSession(page)
  const press = async (key: string) => {
    const code = { key, code: key, windowsVirtualKeyCode: taken, nativeVirtualKeyCode: taken }
    await browser.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...code })
    await browser.send('Input.dispatchKeyEvent', { type: 'keyUp', ...code })
  }
  const compose = async (letters: string) => {
    for (let end = 1; end <= letters.length; end++) {
      await press('Process')
      await browser.send('Input.imeSetComposition', {
        text: letters.slice(0, end),
        selectionStart: end,
        selectionEnd: end,
      })
    }
  }
  const commit = async (words: string) => {
    await browser.send('Input.insertText', { text: words })
  }
  return {
    compose,
    commit,
    press,
    async write(letters, words) {
      await compose(letters)
      await commit(words)
    },
  }
}
