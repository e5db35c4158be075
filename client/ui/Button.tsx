import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import { Link } from 'wouter'
import './button.css'

/** `main` is the one deed of a page or form, `danger` one that takes something away, `plain` one of little weight. */
export type ButtonTone = 'main' | 'danger' | 'plain'

const classOf = (tone: ButtonTone | undefined, small: boolean | undefined) =>
  ['ui-button', tone && `ui-${tone}`, small && 'ui-small'].filter(Boolean).join(' ')

type ButtonProps = Omit<AriaButtonProps, 'className'> & { tone?: ButtonTone; small?: boolean }

/** A button. `small` is for one that stands in a row of a table. */
export function Button({ tone, small, ...props }: ButtonProps) {
  return <AriaButton {...props} className={classOf(tone, small)} />
}

type LinkButtonProps = { href: string; tone?: ButtonTone; small?: boolean; children: ReactNode }

/** A link to another page that looks like a button. */
export function LinkButton({ href, tone, small, children }: LinkButtonProps) {
  return (
    <Link href={href} className={classOf(tone, small)}>
      {children}
    </Link>
  )
}
