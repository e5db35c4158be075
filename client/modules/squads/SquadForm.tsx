import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { ChecksField } from '#client/ui/form/ChecksField.tsx'
import { allOf, neededText, textOf } from '#client/ui/form/form-values.ts'
import { TextField } from '#client/ui/form/TextField.tsx'
import type { SquadWholeFragment } from '#codegen/graph/graphql.ts'
import { UpdateSquadDocument } from './documents.ts'

type SquadFormProps = {
  squad: SquadWholeFragment
  zones: readonly { id: string; name: string }[]
  onSaved: () => void
  onCancel: () => void
}

/** The form that changes a squad's cadre, phone number and zones. */
export function SquadForm({ squad, zones, onSaved, onCancel }: SquadFormProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const updateSquad = useChange(UpdateSquadDocument)
  const submit = async (form: FormData) => {
    const { failure } = await updateSquad({
      squadId: squad.id,
      cadreName: neededText(form, 'cadreName'),
      cadreTitle: neededText(form, 'cadreTitle'),
      phone: textOf(form, 'phone'),
      zoneIds: allOf(form, 'zoneIds'),
    })
    if (failure) return failure
    onSaved()
    return null
  }
  return (
    <ActionForm submit={common('save')} draft={`squad ${squad.id}`} onSubmit={submit} onCancel={onCancel}>
      <div className="ui-row">
        <TextField label={t('squads.cadre')} name="cadreName" value={squad.cadreName} required maxLength={50} />
        <TextField label={t('squads.title')} name="cadreTitle" value={squad.cadreTitle} required maxLength={50} />
        <TextField
          label={t('squads.phone')}
          name="phone"
          type="tel"
          value={squad.phone ?? ''}
          required
          maxLength={20}
        />
      </div>
      <ChecksField
        legend={t('squads.zones')}
        name="zoneIds"
        options={zones.map(({ id, name }) => ({ value: id, label: name }))}
        chosen={squad.zones.map(({ id }) => id)}
      />
    </ActionForm>
  )
}
