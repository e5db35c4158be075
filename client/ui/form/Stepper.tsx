import { Button } from 'react-aria-components/Button'
import { Group } from 'react-aria-components/Group'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { NumberField } from 'react-aria-components/NumberField'
import './field.css'
import './stepper.css'

type StepperProps = {
  label: string
  less: string
  more: string
  value: number
  min: number
  max: number
  onChange: (value: number) => void
}

/** A small number that two buttons change by one, `less` and `more`. */
export function Stepper({ label, less, more, value, min, max, onChange }: StepperProps) {
  return (
    <NumberField
      className="ui-field ui-stepper"
      value={value}
      minValue={min}
      maxValue={max}
      onChange={(changed) => Number.isNaN(changed) || onChange(changed)}
      formatOptions={{ maximumFractionDigits: 0 }}
    >
      <Label>{label}</Label>
      <Group>
        <Button slot="decrement" className="ui-date-button" aria-label={less}>
          −
        </Button>
        <Input />
        <Button slot="increment" className="ui-date-button" aria-label={more}>
          +
        </Button>
      </Group>
    </NumberField>
  )
}
