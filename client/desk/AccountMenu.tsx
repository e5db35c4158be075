import { useTranslation } from 'react-i18next'
import { useClient } from 'urql'
import { useLocation } from 'wouter'
import { signOut, type Viewer } from '#client/graph/session.ts'
import { setLanguage } from '#client/text/i18n.ts'
import { forgetDrafts } from '#client/ui/form/drafts.ts'
import { MenuButton } from '#client/ui/MenuButton.tsx'
import { chooseTheme, themeOfDevice } from '#client/ui/theme.ts'
import { guideOf } from './guide/guides.ts'
import { useGuide } from './guide/useGuide.ts'

/** The menu of the account that is signed in: the look of the desk, its language, and the way out. */
export function AccountMenu({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation('desk')
  const { t: common, i18n } = useTranslation()
  const client = useClient()
  const [, navigate] = useLocation()
  const guide = useGuide(viewer.id)
  const leave = async () => {
    forgetDrafts(viewer.id)
    await signOut(client)
  }
  const isDark = () => (document.documentElement.dataset.theme ?? themeOfDevice()) === 'dark'
  return (
    <div className="desk-account">
      <MenuButton
        label={
          <span>
            {viewer.displayName}
            <small>{common(viewer.rank ? `CommandRank.${viewer.rank}` : `Role.${viewer.role}`)}</small>
          </span>
        }
        entries={[
          { key: 'theme', label: t('account.theme'), act: () => chooseTheme(isDark() ? 'light' : 'dark') },
          {
            key: 'language',
            label: common('otherLanguage'),
            act: () => void setLanguage(i18n.language === 'en' ? 'zh-CN' : 'en'),
          },
          ...(guideOf(viewer.role)
            ? [
                {
                  key: 'guide',
                  label: t('guide.show'),
                  act: () => {
                    guide.show()
                    navigate('/desk/today')
                  },
                },
              ]
            : []),
          ...(viewer.role === 'COMMAND'
            ? [
                { key: 'phone', label: t('account.phone'), act: () => navigate('/field') },
                { key: 'devices', label: t('account.devices'), act: () => navigate('/desk/tokens') },
              ]
            : []),
          { key: 'own', label: common('own.open'), act: () => navigate('/account') },
          { key: 'out', label: common('signOut'), note: t('account.draftsGo'), act: () => void leave() },
        ]}
      />
    </div>
  )
}
