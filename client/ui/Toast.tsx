import { createContext, type ReactNode, use, useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import './toast.css'

type Said = { id: number; text: string; undo?: () => void }

const Say = createContext<(text: string, undo?: () => void) => void>(() => {})

/**
 * Shows a sentence at the bottom of the page for a few seconds, with a button to undo what it says where there is one.
 */
export const useToast = () => use(Say)

const shownFor = 8000

/** The place of these sentences; every component inside it can show one by `useToast`. */
export function Toasts({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const [said, setSaid] = useState<Said[]>([])
  const drop = useCallback((id: number) => setSaid((all) => all.filter((one) => one.id !== id)), [])
  const say = useCallback((text: string, undo?: () => void) => {
    setSaid((all) => [...all.slice(-2), { id: (all.at(-1)?.id ?? 0) + 1, text, undo }])
  }, [])
  return (
    <Say value={say}>
      {children}
      <div className="ui-toasts" role="status">
        {said.map((one) => (
          <ToastLine key={one.id} one={one} undo={t('undo')} onGone={drop} />
        ))}
      </div>
    </Say>
  )
}

function ToastLine({ one, undo, onGone }: { one: Said; undo: string; onGone: (id: number) => void }) {
  useEffect(() => {
    const timer = setTimeout(() => onGone(one.id), shownFor)
    return () => clearTimeout(timer)
  }, [one.id, onGone])
  return (
    <p className="ui-toast">
      {one.text}
      {one.undo && (
        <button
          type="button"
          onClick={() => {
            onGone(one.id)
            one.undo?.()
          }}
        >
          {undo}
        </button>
      )}
    </p>
  )
}
