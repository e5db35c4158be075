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
        <p>
          <a className="ui-button" href="/graphql" target="_blank" rel="noreferrer">
            {t('api.graphiql')} ↗
          </a>{' '}
          <a className="ui-button" href="/schema.graphql" target="_blank" rel="noreferrer">
            {t('api.schema')} ↗
          </a>
        </p>
      </div>
    </Page>
  )
}
