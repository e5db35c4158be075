type Props<V extends string> = {
  legend: string
  name: string
  values: readonly V[]
  /** The value that is chosen; undefined before the first choice. */
  value: V | undefined
  label: (value: V) => string
  onChoose: (value: V) => void
}

/** A choice of one among a few values, each a big target. */
export function Choices<V extends string>({ legend, name, values, value, label, onChoose }: Props<V>) {
  return (
    <fieldset className="field-choices">
      <legend>{legend}</legend>
      <div>
        {values.map((each) => (
          <label key={each}>
            <input type="radio" name={name} value={each} checked={each === value} onChange={() => onChoose(each)} />
            <span>{label(each)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
