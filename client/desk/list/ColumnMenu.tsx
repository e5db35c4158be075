import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { useListAddress } from '#client/ui/list/address.ts'
import type { ListColumn } from '#client/ui/list/ListTable.tsx'
import '#client/ui/options.css'

type ColumnMenuProps<R> = { columns: readonly ListColumn<R>[]; shown: readonly string[] }

/** The menu of the columns that a list shows. The first one names the rows and stays. */
export function ColumnMenu<R>({ columns, shown }: ColumnMenuProps<R>) {
  const { t } = useTranslation()
  const { set } = useListAddress()
  return (
    <MenuTrigger>
      <Button small>
        {t('list.columns')} <span aria-hidden="true">▾</span>
      </Button>
      <Popover className="ui-options" placement="bottom end">
        <Menu
          items={columns.slice(1)}
          selectionMode="multiple"
          selectedKeys={shown}
          onSelectionChange={(keys) => {
            const chosen = columns.filter(({ key }) => keys === 'all' || keys.has(key))
            set({ columns: chosen.map(({ key }) => key).join(',') || columns[0]!.key })
          }}
        >
          {({ key, head }) => (
            <MenuItem id={key} textValue={head} className="ui-option ui-option-check">
              {head}
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
