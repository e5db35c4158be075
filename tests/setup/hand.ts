import type { Locator } from 'playwright-core'
import type { OfficeList } from './office-lists.ts'

/** What a person does at a screen: all presses, and all fields that something is typed into, are counted. */
export type Hand = {
  readonly clicks: number
  readonly fields: number
  /** Presses a button, a link or a field, once it is there. */
  press: (target: Locator) => Promise<void>
  /** Types into a field, in place of what stands there. */
  type: (field: Locator, text: string) => Promise<void>
  /** Chooses a file of this device. */
  choose: (field: Locator, file: OfficeList) => Promise<void>
}

/** A person who has pressed and typed nothing yet. */
export function aHand(): Hand {
  let clicks = 0
  let fields = 0
  return {
    get clicks() {
      return clicks
    },
    get fields() {
      return fields
    },
    async press(target) {
      clicks += 1
      await target.click()
    },
    async type(field, text) {
      fields += 1
      await field.fill(text)
    },
    async choose(field, file) {
      clicks += 1
      await field.setInputFiles(file)
    },
  }
}
