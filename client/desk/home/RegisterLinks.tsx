import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { LinkButton } from '#client/ui/Button.tsx'
import { countText } from '#client/ui/numbers.ts'
import { RegisterTasksDocument } from './documents.ts'

/** The ways to what imports have left to be checked and to likely doubles, each with its number; nothing where there is none. */
export function RegisterLinks() {
  const { t } = useTranslation('desk')
  const [{ data }] = useQuery({ query: RegisterTasksDocument, requestPolicy: 'cache-and-network' })
  const count = data && { check: data.cellTexts, doubles: data.doubles }
  return (
    <>
      {count && count.check.totalCount > 0 && (
        <LinkButton href="/desk/import/to-check">
          {t('roster.toCheck')} {countText(count.check)}
        </LinkButton>
      )}
      {count && count.doubles.totalCount > 0 && (
        <LinkButton href="/desk/enterprises/doubles">
          {t('doubles.part')} {countText(count.doubles)}
        </LinkButton>
      )}
    </>
  )
}
