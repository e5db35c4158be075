import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { neededText, numberOf, textOf } from '#client/ui/form/form-values.ts'
import { TextField } from '#client/ui/form/TextField.tsx'
import type { SupplyItemFieldsFragment } from '#codegen/graph/graphql.ts'
import { CreateSupplyItemDocument, UpdateSupplyItemDocument } from './directory-documents.ts'

type ItemFormProps = {
  /** The item that is changed; without it a new one is made. */
  item?: SupplyItemFieldsFragment
  onSaved: (name: string) => void
  onCancel: () => void
}

/** The form that makes an item, or changes its names and its unit. The code of an item never changes. */
export function ItemForm({ item, onSaved, onCancel }: ItemFormProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const create = useChange(CreateSupplyItemDocument)
  const update = useChange(UpdateSupplyItemDocument)
  const submit = async (form: FormData) => {
    const values = {
      name: neededText(form, 'name'),
      nameEn: textOf(form, 'nameEn') ?? neededText(form, 'name'),
      unit: neededText(form, 'unit'),
      unitEn: textOf(form, 'unitEn') ?? neededText(form, 'unit'),
      kgPerUnit: numberOf(form, 'kgPerUnit'),
    }
    const { failure } = await (item
      ? update({ itemId: item.id, ...values })
      : create({ code: neededText(form, 'code').toUpperCase(), ...values }))
    if (failure) return failure
    onSaved(values.name)
    return null
  }
  return (
    <ActionForm
      submit={item ? common('save') : t('items.add')}
      draft={item ? `item ${item.id}` : 'item'}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <div className="ui-row">
        <TextField label={t('items.name')} name="name" value={item?.name ?? ''} required maxLength={100} />
        <TextField
          label={t('items.nameEn')}
          name="nameEn"
          hint={t('items.englishHint')}
          value={item?.nameEn ?? ''}
          maxLength={100}
        />
        {!item && <TextField label={t('items.code')} name="code" hint={t('items.codeHint')} required maxLength={31} />}
      </div>
      <div className="ui-row">
        <TextField
          label={t('items.unit')}
          name="unit"
          hint={t('items.unitHint')}
          value={item?.unit ?? ''}
          required
          maxLength={100}
        />
        <TextField label={t('items.unitEn')} name="unitEn" value={item?.unitEn ?? ''} maxLength={100} />
        <TextField
          label={t('items.kgPerUnit')}
          name="kgPerUnit"
          hint={t('items.kgHint')}
          value={item?.kgPerUnit == null ? '' : String(item.kgPerUnit)}
          maxLength={10}
        />
      </div>
    </ActionForm>
  )
}
