import type { Locator, Page } from 'playwright-core'
import { button } from './desk.ts'
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

/** Chooses the kind of list where another one is shown, and imports the file, none of whose rows is refused. */
export async function importList(
  page: Page,
  hand: Hand,
  kind: string | null,
  file: OfficeList,
  rows: number,
): Promise<void> {
  if (kind) await hand.press(page.locator('.roster-import').getByRole('radio', { name: kind, exact: true }))
  await hand.choose(page.getByLabel('名册文件'), file)
  await page.getByRole('radio', { name: '被拒绝 0', exact: true }).waitFor()
  await hand.press(button(page, '确认导入'))
  await page.locator('.roster-bar').getByText(`已导入:新增 ${rows},更新 0`).waitFor()
}
