import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { ChecksField } from '#client/ui/form/ChecksField.tsx'
import { allOf, neededText, numberOf } from '#client/ui/form/form-values.ts'
import { NumberField } from '#client/ui/form/NumberField.tsx'
import { TextField } from '#client/ui/form/TextField.tsx'
import type { SquadWholeFragment } from '#codegen/graph/graphql.ts'
import { CreateSquadDocument, UpdateSquadDocument } from './documents.ts'

type SquadFormProps = {
  /** The squad that is changed; a new one is made where it is left out. */
  squad?: SquadWholeFragment
  zones: readonly { id: string; name: string }[]
  onSaved: (squad: { id: string; number: number }) => void
  onCancel: () => void
}

/** The form of a squad: its number while it is new, its cadre, phone number and zones. */
export function SquadForm({ squad, zones, onSaved, onCancel }: SquadFormProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const updateSquad = useChange(UpdateSquadDocument)
  const createSquad = useChange(CreateSquadDocument)
  const submit = async (form: FormData) => {
    const fields = {
      cadreName: neededText(form, 'cadreName'),
      cadreTitle: neededText(form, 'cadreTitle'),
      phone: neededText(form, 'phone'),
      zoneIds: allOf(form, 'zoneIds'),
    }
    if (squad) {
      const { failure } = await updateSquad({ squadId: squad.id, ...fields })
      if (failure) return failure
      onSaved(squad)
      return null
    }
    const { data, failure } = await createSquad({ ...fields, number: numberOf(form, 'number') })
    if (failure) return failure
    onSaved(data.createSquad.squad)
    return null
  }
  return (
    <ActionForm
      submit={squad ? common('save') : t('squads.create')}
      draft={squad ? `squad ${squad.id}` : 'squad'}
      onSubmit={submit}
      onCancel={onCancel}
    >
      {!squad && (
        <NumberField label={t('squads.number')} name="number" hint={t('squads.numberHint')} min={1} max={999} />
      )}
      <div className="ui-row">
        <TextField label={t('squads.cadre')} name="cadreName" value={squad?.cadreName} required maxLength={50} />
        <TextField label={t('squads.title')} name="cadreTitle" value={squad?.cadreTitle} required maxLength={50} />
        <TextField
          label={t('squads.phone')}
          name="phone"
          type="tel"
          value={squad?.phone ?? ''}
          required
          maxLength={20}
        />
      </div>
      {zones.length > 0 && (
        <ChecksField
          legend={t('squads.zones')}
          name="zoneIds"
          options={zones.map(({ id, name }) => ({ value: id, label: name }))}
          chosen={squad?.zones.map(({ id }) => id) ?? []}
        />
      )}
    </ActionForm>
  )
}
