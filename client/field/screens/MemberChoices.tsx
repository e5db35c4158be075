import { useScreen } from './screen-context.ts'

type Props = { legend: string; chosen: readonly string[]; onChange: (ids: readonly string[]) => void }

/** The members of the squad, any number of whom can be chosen, each a big target. */
export function MemberChoices({ legend, chosen, onChange }: Props) {
  const { members } = useScreen()
  const toggle = (id: string) => onChange(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id])
  return (
    <fieldset className="field-choices field-members">
      <legend>{legend}</legend>
      <div>
        {members.map(({ id, name }) => (
          <label key={id}>
            <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} />
            <span>{name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
