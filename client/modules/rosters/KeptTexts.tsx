import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Facts } from '#client/ui/Facts.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { CellText } from './CellText.tsx'
import { EnterpriseTextsDocument } from './cell-text-documents.ts'

/** How many texts the record of one enterprise shows: there is one for each column of a roster at most. */
const mostShown = 20

/** What imported lists say of an enterprise beyond the values that were read; nothing where they say no more. */
export function KeptTexts({ enterpriseId }: { enterpriseId: string }) {
  const { t } = useTranslation('desk')
  const [{ data }] = useQuery({
    query: EnterpriseTextsDocument,
    variables: { enterpriseId, first: mostShown },
    requestPolicy: 'cache-and-network',
  })
  const texts = data?.cellTexts.edges.map(({ node }) => node) ?? []
  if (texts.length === 0) return null
  return (
    <>
      <p className="ui-note">{t('roster.texts')}</p>
      <Facts
        facts={texts.map(({ id, header, text, isDoubtful }) => [
          header,
          <>
            <CellText of={id} text={text} /> {isDoubtful && <Tag tone="alert">{t('roster.toCheck')}</Tag>}
          </>,
        ])}
      />
    </>
  )
}
