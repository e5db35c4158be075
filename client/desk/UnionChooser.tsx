import { useTranslation } from 'react-i18next'
import { allUnions } from '#client/graph/chosen-union.ts'
import { MenuButton } from '#client/ui/MenuButton.tsx'
import { goesOverAll } from './rights.ts'
import { mayGoOverAll, openUnion, type Subdistrict } from './unions.ts'

type UnionChooserProps = {
  accountId: string
  /** The chosen union; absent where all are looked at. */
  union: Subdistrict | undefined
  unions: readonly Subdistrict[]
}

/** The menu by which an account with several unions says which one the pages are about, or that they go over all. */
export function UnionChooser({ accountId, union, unions }: UnionChooserProps) {
  const { t } = useTranslation('desk')
  // what the address narrows a list by is of the union before
  const open = (id: string, page: string) => openUnion(accountId, id, page)
  const here = /^\/desk\/[\w-]+/.exec(location.pathname)?.[0] ?? '/desk'
  const isOverAll = goesOverAll(here.split('/')[2] ?? '')
  return (
    <div className="desk-union">
      <MenuButton
        label={
          <span>
            <span className="ui-hidden">{t('unions.choose')}</span>
            {union ? (union.shortName ?? union.name) : t('unions.all')}
          </span>
        }
        entries={[
          ...(mayGoOverAll(unions)
            ? [
                {
                  key: allUnions,
                  label: t('unions.all'),
                  isDisabled: !union,
                  act: () => open(allUnions, isOverAll ? here : '/desk/enterprises'),
                },
              ]
            : []),
          ...unions.map(({ id, name }) => ({
            key: id,
            label: name,
            isDisabled: id === union?.id,
            act: () => open(id, here),
          })),
        ]}
      />
    </div>
  )
}
