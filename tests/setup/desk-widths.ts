import type { Page } from 'playwright-core'

/**
 * What is wrong with the widths of the page's tables: a table that is cut off by what is around it, a cell in which text falls
 * to one glyph a line, or one that is narrower than three glyphs. A cell with a box to tick is as narrow as the box.
 */
export const tableFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const linesOf = (text: Text): number => {
      const range = document.createRange()
      range.selectNodeContents(text)
      return new Set(Array.from(range.getClientRects(), ({ top }) => Math.round(top))).size
    }
    const textsOf = (cell: Element): Text[] => {
      const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
      const texts: Text[] = []
      while (walker.nextNode()) texts.push(walker.currentNode as Text)
      return texts
    }
    const cells = Array.from(document.querySelectorAll<HTMLElement>('td, th')).filter(
      // the heads that a narrow screen leaves to screen readers take no room
      (cell) =>
        cell.checkVisibility() && !cell.matches('.ui-select-cell') && (cell.closest('thead')?.clientWidth ?? 2) > 1,
    )
    // on a screen narrower than a notebook many columns may be reached by scrolling
    const scrolls = (box: Element) => innerWidth < 1280 && getComputedStyle(box).overflowX === 'auto'
    const cut = Array.from(document.querySelectorAll('table')).flatMap((table) => {
      const by = table.scrollWidth - table.parentElement!.clientWidth
      return by > 1 && !scrolls(table.parentElement!) ? [`cut by ${by}px`] : []
    })
    const narrow = cells.flatMap((cell) => {
      const glyph = Number.parseFloat(getComputedStyle(cell).fontSize)
      const isNarrow = cell.clientWidth < 3 * glyph
      const falls = textsOf(cell).some((text) => {
        const length = text.data.trim().length
        return length > 1 && linesOf(text) > Math.ceil(length / 2)
      })
      return isNarrow || falls ? [`${cell.clientWidth}px: ${cell.innerText.slice(0, 20)}`] : []
    })
    return [...cut, ...narrow.slice(0, 5)]
  })
