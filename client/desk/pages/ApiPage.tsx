import { useTranslation } from 'react-i18next'
import { Page } from '#client/ui/Page.tsx'
import { Secret } from '#client/ui/Secret.tsx'

/** The page that tells integrators where the API is and how to use it. */
export function ApiPage() {
  const { t } = useTranslation('desk')
  return (
    <Page title={t('nav.api')}>
      <div className="ui-card ui-form">
        <p className="ui-note">{t('api.about')}</p>
        <Secret label={t('api.address')} value={`${location.origin}/graphql`} />
      </div>
    </Page>
  )
}
