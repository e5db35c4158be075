import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { CheckField, ChecksField } from '#client/ui/form/ChecksField.tsx'
import { ComboField } from '#client/ui/form/ComboField.tsx'
import { DateField } from '#client/ui/form/DateField.tsx'
import { FileField } from '#client/ui/form/FileField.tsx'
import { NumberField } from '#client/ui/form/NumberField.tsx'
import { type Option, SelectField } from '#client/ui/form/SelectField.tsx'
import { AreaField, TextField } from '#client/ui/form/TextField.tsx'
import { Part } from '#client/ui/Page.tsx'

/** Each kind of field, empty, filled in, and refused: the form of this page is refused each time, and names its first field. */
export function FieldSamples({ long }: { long: string }) {
  const { t } = useTranslation('desk')
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<Option | null>(null)
  const options = (['one', 'two', 'three'] as const).map((key) => ({
    value: key,
    label: t(`parts.${key}`),
    note: long,
  }))
  return (
    <Part title={t('parts.fields')}>
      <div className="ui-card">
        <ActionForm
          submit={t('parts.refuse')}
          draft="parts"
          onSubmit={async () => ({ message: t('parts.refusal'), field: 'line' })}
        >
          <div className="ui-row">
            <TextField label={t('parts.line')} name="line" hint={t('parts.hint')} required />
            <TextField label={t('parts.filled')} name="filled" value={long} />
            <NumberField label={t('parts.number')} name="number" value={80000} min={0} />
          </div>
          <AreaField label={t('parts.area')} name="area" value={long} />
          <div className="ui-row">
            <SelectField label={t('parts.select')} name="select" options={options} empty={t('parts.none')} />
            <ComboField
              label={t('parts.combo')}
              name="combo"
              options={options.filter(({ label }) => label.includes(text))}
              text={text}
              onText={setText}
              chosen={chosen}
              onChoose={setChosen}
            />
            <DateField label={t('parts.date')} name="date" value="2020-03-09" />
            <DateField label={t('parts.moment')} name="moment" value="2020-03-09T14:32" withTime />
          </div>
          <ChecksField legend={t('parts.checks')} name="checks" options={options} chosen={['one']} />
          <CheckField label={t('parts.check')} name="check" value="true" field="check" />
          <FileField label={t('parts.file')} name="file" accept=".csv" hint={t('parts.hint')} />
        </ActionForm>
      </div>
    </Part>
  )
}
