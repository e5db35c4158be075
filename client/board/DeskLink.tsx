import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useWallContext } from './context.ts'

type DeskLinkProps = { to: string | null; className?: string; label?: string; children: ReactNode }

/** A figure or name that links to the list or record behind it; plain text where `to` is null or the viewer has no desk. */
export function DeskLink({ to, className = '', label, children }: DeskLinkProps) {
  const { hasDesk } = useWallContext()
  if (!hasDesk || !to) return <span className={className}>{children}</span>
  return (
    <Link href={to} className={`${className} board-desk-link`} aria-label={label}>
      {children}
    </Link>
  )
}
