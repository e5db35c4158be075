import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import './tabs.css'

type TabsProps<K extends string> = {
  label: string
  tabs: readonly { key: K; label: string }[]
  chosen: K | null
  onChoose: (key: K) => void
}

/** A row of buttons of which one is pressed: the part that is shown now. Arrow keys go from one to the next. */
export function Tabs<K extends string>({ label, tabs, chosen, onChoose }: TabsProps<K>) {
  return (
    <ToggleButtonGroup
      className="ui-tabs"
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection={chosen !== null}
      selectedKeys={chosen === null ? [] : [chosen]}
      onSelectionChange={([key]) => key !== undefined && onChoose(key as K)}
    >
      {tabs.map(({ key, label: name }) => (
        <ToggleButton key={key} id={key} className="ui-tab">
          {name}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
