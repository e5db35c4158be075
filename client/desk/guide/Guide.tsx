import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Viewer } from '#client/graph/session.ts'
import { Button } from '#client/ui/Button.tsx'
import { type GuidedRole, guideOf } from './guides.ts'
import { useGuide } from './useGuide.ts'
import './guide.css'

/** The first three minutes of a role: a few things to do, each a link to where it is done. It can be put away. */
export function Guide({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const { isShown, hide } = useGuide(viewer.id)
  const links = guideOf(viewer.role)
  if (!isShown || !links) return null
  return (
    <section className="ui-card guide">
      <header>
        <h2>{t('guide.title')}</h2>
        <Button tone="plain" small onPress={hide}>
          {t('guide.hide')}
        </Button>
      </header>
      <ol>
        {links.map(({ key, href }) => (
          <li key={key}>
            <Link href={href}>{t(`guide.${viewer.role as GuidedRole}.${key}`)}</Link>
          </li>
        ))}
      </ol>
    </section>
  )
}
