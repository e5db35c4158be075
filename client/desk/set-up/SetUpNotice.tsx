import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { LinkButton } from '#client/ui/Button.tsx'
import { listText } from '#client/ui/list-text.ts'
import { SetUpDocument } from './documents.ts'
import { knownResumptions, partsToBegin } from './parts.ts'
import './set-up.css'

/** What a union lacks before a first visit can begin, and the way to the page where it is set up; nothing where it is. */
export function SetUpNotice() {
  const { t, i18n } = useTranslation('desk')
  const [{ data }] = useQuery({ query: SetUpDocument, variables: { resumed: { resumption: knownResumptions } } })
  const missing = data ? partsToBegin(data) : []
  if (missing.length === 0) return null
  const names = listText(
    missing.map(({ key }) => t(`setUp.parts.${key}`)),
    i18n.language,
  )
  return (
    <section className="ui-card set-up-notice">
      <div>
        <h2>{t('setUp.home.title')}</h2>
        <p>{t('setUp.home.note', { names })}</p>
      </div>
      <LinkButton href="/desk/set-up" tone="main">
        {t('setUp.home.open')}
      </LinkButton>
    </section>
  )
}
