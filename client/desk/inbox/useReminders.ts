import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useFollowedQuery } from '#client/graph/useFollowedQuery.ts'
import { minuteOf } from '#client/ui/dates.ts'
import { useChime } from '#client/ui/sound.ts'
import { setWaiting } from '#client/ui/title.ts'
import { InboxCountDocument } from './documents.ts'
import { type Rung, ringsNow } from './rings.ts'

/** How often the inbox is read though no event came: a reminder may be for somebody whom its event does not reach. */
const readEveryMs = 60_000

const keyOf = (accountId: string) => `rung ${accountId}`

function rungOf(accountId: string): Rung {
  try {
    return JSON.parse(localStorage.getItem(keyOf(accountId)) ?? 'null') ?? { ids: [], sounds: [] }
  } catch {
    return { ids: [], sounds: [] }
  }
}

/** Does the work in one tab after the other. By http from another machine a browser has no locks: then each does it alone. */
const together = (name: string, work: () => void): unknown =>
  'locks' in navigator ? navigator.locks.request(name, work) : work()

/** Shows a notification of the browser where the person has allowed them. */
function notify(title: string, body: string, href: string): void {
  if (!('Notification' in window) || Notification.permission !== 'granted') return
  const shown = new Notification(title, { body, tag: href, lang: document.documentElement.lang })
  shown.onclick = () => {
    window.focus()
    window.location.assign(href)
  }
}

/**
 * How many reminders wait, said in the browser's tab as well. Each new one makes a sound and a notification once, in whatever
 * tab: what was rung for is kept in the browser.
 */
export function useReminders(accountId: string): number {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const { chime } = useChime()
  const [{ data }, again] = useFollowedQuery(InboxCountDocument, {})
  const inbox = data?.inbox
  const open = inbox?.open ?? 0
  useEffect(() => {
    const timer = setInterval(() => again({ requestPolicy: 'network-only' }), readEveryMs)
    return () => clearInterval(timer)
  }, [again])
  useEffect(() => setWaiting(open), [open])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the inbox holds makes the sound, and nothing else
  useEffect(() => {
    if (!inbox) return
    void together(keyOf(accountId), () => {
      const now = new Date()
      const { rings, digest, rung } = ringsNow(inbox, rungOf(accountId), now.getTime(), minuteOf(now.toISOString()))
      if (rings.length === 0 && digest === 0) return
      localStorage.setItem(keyOf(accountId), JSON.stringify(rung))
      if (rings.length > 0) chime()
      for (const { kind, no, enterpriseName, issue, measure } of rings) {
        const title = t('inbox.line', { no: no ?? t('inbox.aMeasure'), kind: common(`ReminderKind.${kind}`) })
        const words = issue?.title ?? measure?.what ?? enterpriseName
        notify(title, words, issue ? `/desk/issues/${issue.id}` : '/desk/inbox')
      }
      if (digest > 0) notify(t('inbox.digest', { count: digest }), '', '/desk/inbox')
    })
  }, [inbox])
  return open
}
