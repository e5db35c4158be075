import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { CheckField } from '#client/ui/form/ChecksField.tsx'
import { useFormValue } from '#client/ui/form/form-context.ts'
import { neededText, numberOf } from '#client/ui/form/form-values.ts'
import { NumberField } from '#client/ui/form/NumberField.tsx'
import { TextField } from '#client/ui/form/TextField.tsx'
import type { ZoneRowFragment } from '#codegen/graph/graphql.ts'
import { CreateZoneDocument, UpdateZoneDocument } from './documents.ts'

type ZoneFormProps = {
  /** The zone that is changed; a new one is made where it is left out. */
  zone?: ZoneRowFragment
  /** Called with the name of the zone, and with those of the accounts that were disabled, since the cadre is another one. */
  onSaved: (name: string, disabled: readonly string[]) => void
  onCancel: () => void
}

/** Asks, where another name is typed, whether the cadre is the same person: the account of a former one is disabled. */
function SameCadre({ cadreName }: { cadreName: string }) {
  const { t } = useTranslation('desk')
  const [typed] = useFormValue('cadreName', cadreName)
  if (typed.trim() === cadreName) return null
  return (
    <div>
      <CheckField name="isSameCadre" value="true" field="isSameCadre" label={t('zones.isSameCadre')} />
      <p className="ui-note">{t('zones.otherCadre', { name: cadreName })}</p>
    </div>
  )
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
    if (!zone) {
      const { failure } = await createZone(fields)
      if (failure) return failure
      onSaved(fields.name, [])
      return null
    }
    const { data, failure } = await updateZone({
      zoneId: zone.id,
      ...fields,
      isSameCadre: form.has('isSameCadre'),
      position: numberOf(form, 'position'),
    })
    if (failure) return failure
    onSaved(
      fields.name,
      data.updateZone.disabledAccounts.map(({ displayName }) => displayName),
    )
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
      {zone?.cadreName && <SameCadre cadreName={zone.cadreName} />}
    </ActionForm>
  )
}
