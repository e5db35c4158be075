import { useTranslation } from 'react-i18next'
import { MenuButton } from '#client/ui/MenuButton.tsx'
import { openUnion, type Subdistrict } from './unions.ts'

type UnionChooserProps = { accountId: string; union: Subdistrict; unions: readonly Subdistrict[] }

/** The menu by which an account with several unions says which one the pages are about. */
export function UnionChooser({ accountId, union, unions }: UnionChooserProps) {
  const { t } = useTranslation('desk')
  return (
    <div className="desk-union">
      <MenuButton
        label={
          <span>
            <span className="ui-hidden">{t('unions.choose')}</span>
            {union.shortName ?? union.name}
          </span>
        }
        entries={unions.map(({ id, name }) => ({
          key: id,
          label: name,
          isDisabled: id === union.id,
          // what the address narrows a list by is of the union before
          act: () => openUnion(accountId, id, /^\/desk\/\w+/.exec(location.pathname)?.[0] ?? '/desk'),
        }))}
      />
    </div>
  )
}
