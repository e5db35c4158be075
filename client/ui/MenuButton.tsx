import type { ReactNode } from 'react'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Button, type ButtonTone } from './Button.tsx'
import './options.css'

/** A deed of a menu. */
export type MenuEntry = { key: string; label: string; note?: string; isDisabled?: boolean; act: () => void }

type MenuButtonProps = { label: ReactNode; entries: readonly MenuEntry[]; tone?: ButtonTone; small?: boolean }

/** A button that opens a menu of deeds. */
export function MenuButton({ label, entries, ...button }: MenuButtonProps) {
  return (
    <MenuTrigger>
      <Button {...button}>
        {label} <span aria-hidden="true">▾</span>
      </Button>
      <Popover className="ui-options" placement="bottom end">
        <Menu items={entries}>
          {({ key, label: name, note, isDisabled, act }) => (
            <MenuItem id={key} textValue={name} className="ui-option" isDisabled={isDisabled ?? false} onAction={act}>
              {name}
              {note && <small>{note}</small>}
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
