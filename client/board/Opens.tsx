import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useWallContext } from './context.ts'

type OpensProps = { to: string | null; className?: string; label?: string; children: ReactNode }

/** Opens the list or record behind what it shows, for those who may open the desk. */
export function Opens({ to, className = '', label, children }: OpensProps) {
  const { opens } = useWallContext()
  if (!opens || !to) return <span className={className}>{children}</span>
  return (
    <Link href={to} className={`${className} board-opens`} aria-label={label}>
      {children}
    </Link>
  )
}
