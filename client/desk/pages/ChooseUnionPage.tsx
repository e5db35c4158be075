import { useTranslation } from 'react-i18next'
import type { Section } from '#client/desk/rights.ts'
import { openUnion, type Subdistrict } from '#client/desk/unions.ts'
import { Button } from '#client/ui/Button.tsx'
import { Page } from '#client/ui/Page.tsx'
import './choose-union.css'

type ChooseUnionProps = { accountId: string; unions: readonly Subdistrict[]; section: Section }

/** What stands in the place of a page that shows one union alone, where all are looked at. */
export function ChooseUnionPage({ accountId, unions, section }: ChooseUnionProps) {
  const { t } = useTranslation('desk')
  return (
    <Page title={t(`nav.${section}`)}>
      <p>{t('unions.chooseOne')}</p>
      <div className="choose-union">
        {unions.map(({ id, name, shortName }) => (
          <Button key={id} onPress={() => openUnion(accountId, id, `/desk/${section}`)}>
            {shortName ?? name}
          </Button>
        ))}
      </div>
    </Page>
  )
}
