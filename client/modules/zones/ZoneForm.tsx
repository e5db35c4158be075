import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { neededText, numberOf } from '#client/ui/form/form-values.ts'
import { NumberField } from '#client/ui/form/NumberField.tsx'
import { TextField } from '#client/ui/form/TextField.tsx'
import type { ZoneRowFragment } from '#codegen/graph/graphql.ts'
import { CreateZoneDocument, UpdateZoneDocument } from './documents.ts'

type ZoneFormProps = {
  /** The zone that is changed; a new one is made where it is left out. */
  zone?: ZoneRowFragment
  onSaved: (name: string) => void
  onCancel: () => void
}

/** The form of a zone: its name, the cadre of the street who leads it, and its place among the zones. */
export function ZoneForm({ zone, onSaved, onCancel }: ZoneFormProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const createZone = useChange(CreateZoneDocument)
  const updateZone = useChange(UpdateZoneDocument)
  const submit = async (form: FormData) => {
    const fields = {
      name: neededText(form, 'name'),
      cadreName: neededText(form, 'cadreName'),
      cadreTitle: neededText(form, 'cadreTitle'),
      cadrePhone: neededText(form, 'cadrePhone'),
    }
    const { failure } = zone
      ? await updateZone({ zoneId: zone.id, ...fields, position: numberOf(form, 'position') })
      : await createZone(fields)
    if (failure) return failure
    onSaved(fields.name)
    return null
  }
  return (
    <ActionForm
      submit={zone ? common('save') : t('zones.create')}
      draft={zone ? `zone ${zone.id}` : 'zone'}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <div className="ui-row">
        <TextField label={t('zones.name')} name="name" value={zone?.name} required maxLength={50} />
        {zone && (
          <NumberField label={t('zones.position')} name="position" value={zone.position} min={1} max={100} required />
        )}
      </div>
      <div className="ui-row">
        <TextField label={t('zones.cadre')} name="cadreName" value={zone?.cadreName} maxLength={50} />
        <TextField label={t('squads.title')} name="cadreTitle" value={zone?.cadreTitle} maxLength={50} />
        <TextField
          label={t('squads.phone')}
          name="cadrePhone"
          type="tel"
          value={zone?.cadrePhone ?? ''}
          maxLength={20}
        />
      </div>
    </ActionForm>
  )
}
