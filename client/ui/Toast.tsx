import { createContext, type ReactNode, use, useCallback, useState } from 'react'
import { Text } from 'react-aria-components/Text'
import {
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components/Toast'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Button } from './Button.tsx'
import './toast.css'

/**
 * What a sentence at the bottom of the page offers: a link to what was made, and a way to take it back. One that says why
 * something was not done is an alert, and stays until it is closed.
 */
export type ToastOffer = { href?: string; link?: string; undo?: () => void; isAlert?: true }

type Sentence = ToastOffer & { text: string }

const Say = createContext<(text: string, offer?: ToastOffer) => void>(() => {})

/** Shows a sentence at the bottom of the page: an alert until it is closed, any other for a few seconds. F6 moves the focus there. */
export const useToast = () => use(Say)

const shownFor = 8000

/** The place of these sentences; every component inside it can show one by `useToast`. */
export function Toasts({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const [queue] = useState(() => new ToastQueue<Sentence>({ maxVisibleToasts: 3 }))
  const say = useCallback(
    (text: string, offer: ToastOffer = {}) =>
      void queue.add({ text, ...offer }, offer.isAlert ? {} : { timeout: shownFor }),
    [queue],
  )
  return (
    <Say value={say}>
      {children}
      <ToastRegion queue={queue} className="ui-toasts" aria-label={t('toasts')}>
        {({ toast }) => {
          const { text, href, link, undo, isAlert } = toast.content
          const takeBack = () => {
            queue.close(toast.key)
            undo?.()
          }
          return (
            <AriaToast toast={toast} className={isAlert ? 'ui-toast ui-toast-alert' : 'ui-toast'}>
              <ToastContent>
                <Text slot="title">{text}</Text>
              </ToastContent>
              {href && (
                <Link href={href} onClick={() => queue.close(toast.key)}>
                  {link ?? t('see')}
                </Link>
              )}
              {undo && (
                <Button slot={null} small onPress={takeBack}>
                  {t('undo')}
                </Button>
              )}
              <Button slot="close" small aria-label={t('close')}>
                ×
              </Button>
            </AriaToast>
          )
        }}
      </ToastRegion>
    </Say>
  )
}
