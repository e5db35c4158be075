let title = ''
let waiting = 0

const show = (): void => {
  document.title = waiting > 0 ? `(${waiting}) ${title}` : title
}

/** Sets what the tab of the browser says: the page that it shows. */
export function setTitle(text: string): void {
  title = text
  show()
}

/** Sets how many reminders wait: the tab says so before the page's name. */
export function setWaiting(count: number): void {
  waiting = count
  show()
}
