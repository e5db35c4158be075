import { useTranslation } from 'react-i18next'
import type { Viewer } from '#client/graph/session.ts'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { neededText } from '#client/ui/form/form-values.ts'
import { TextField } from '#client/ui/form/TextField.tsx'
import { UpdateUnionDocument } from './documents.ts'

type UnionFormProps = { union: Viewer['union']; onSaved: () => void; onCancel: () => void }

/** The form that changes what the union is called. */
export function UnionForm({ union, onSaved, onCancel }: UnionFormProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const updateUnion = useChange(UpdateUnionDocument)
  const submit = async (form: FormData) => {
    const { failure } = await updateUnion({
      name: neededText(form, 'name'),
      shortName: neededText(form, 'shortName'),
      districtName: neededText(form, 'districtName'),
    })
    if (failure) return failure
    onSaved()
    return null
  }
  return (
    <ActionForm submit={common('save')} draft={`union ${union.id}`} onSubmit={submit} onCancel={onCancel}>
      <TextField label={t('unions.name')} name="name" value={union.name} maxLength={60} required />
      <div className="ui-row">
        <TextField label={t('unions.shortName')} name="shortName" value={union.shortName ?? ''} maxLength={20} />
        <TextField label={t('unions.district')} name="districtName" value={union.districtName ?? ''} maxLength={30} />
      </div>
    </ActionForm>
  )
}
