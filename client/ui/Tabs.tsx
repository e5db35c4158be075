import './list.css'

type TabsProps<K extends string> = { tabs: { key: K; label: string }[]; chosen: K; onChoose: (key: K) => void }

/** A row of buttons of which one is pressed: the part that is shown now. */
export function Tabs<K extends string>({ tabs, chosen, onChoose }: TabsProps<K>) {
  return (
    <div className="ui-tabs">
      {tabs.map(({ key, label }) => (
        <button
          key={key}
          type="button"
          className="ui-button"
          aria-pressed={key === chosen}
          onClick={() => onChoose(key)}
        >
          {label}
        </button>
      ))}
    </div>
  )
}
