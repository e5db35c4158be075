import { useTranslation } from 'react-i18next'
import { ExportMenu } from '#client/modules/reports/ExportMenu.tsx'
import { RosterPanel } from '#client/modules/rosters/RosterPanel.tsx'
import { Page } from '#client/ui/Page.tsx'

/** The page that imports a roster of enterprises into the register. */
export function ImportPage() {
  const { t } = useTranslation('desk')
  return (
    <Page title={t('roster.title')}>
      <RosterPanel
        refused={(rosterId) => <ExportMenu list="ROSTER_REFUSED" rosterId={rosterId} label={t('roster.download')} />}
      />
    </Page>
  )
}
