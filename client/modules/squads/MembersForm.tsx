import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { v4 as newId } from 'uuid'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/ActionForm.tsx'
import { ChecksField, type Option, SelectField, TextField } from '#client/ui/fields.tsx'
import { allOf, neededText, textOf } from '#client/ui/form-values.ts'
import { enums } from '#codegen/graph/enums.ts'
import type { Duty, SquadMemberInput, SquadWholeFragment } from '#codegen/graph/graphql.ts'
import { SetSquadMembersDocument } from './documents.ts'
import { useAgencyOptions } from './SquadField.tsx'
import './squads.css'

type Member = SquadWholeFragment['members'][number]
type Row = { key: string; member?: Member }

/** The form with all members of a squad, in which they can be changed, added and removed. */
export function MembersForm(props: { squad: SquadWholeFragment; onSaved: () => void; onCancel: () => void }) {
  const { t: common } = useTranslation()
  const setMembers = useChange(SetSquadMembersDocument)
  const agencies = useAgencyOptions()
  const [rows, setRows] = useState<Row[]>(props.squad.members.map((member) => ({ key: member.id, member })))
  const submit = async (form: FormData) => {
    const members = rows.map(({ key }) => memberOf(form, key))
    const { failure } = await setMembers({ squadId: props.squad.id, members })
    if (failure) return failure
    props.onSaved()
    return null
  }
  return (
    <ActionForm submit={common('save')} onSubmit={submit} onCancel={props.onCancel}>
      {rows.map((row, index) => (
        <MemberFields
          key={row.key}
          row={row}
          number={index + 1}
          agencies={agencies}
          onRemove={() => setRows((all) => all.filter(({ key }) => key !== row.key))}
        />
      ))}
      <div>
        <button type="button" className="ui-button" onClick={() => setRows((all) => [...all, { key: newId() }])}>
          {common('add')}
        </button>
      </div>
    </ActionForm>
  )
}

type MemberFieldsProps = { row: Row; number: number; agencies: Option[]; onRemove: () => void }

function MemberFields({ row: { key, member }, number, agencies, onRemove }: MemberFieldsProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  return (
    <fieldset className="squad-member">
      <legend>{t('squads.member', { number })}</legend>
      <div className="ui-row">
        <TextField label={t('squads.name')} name={`${key}.name`} defaultValue={member?.name} required maxLength={50} />
        <TextField
          label={t('squads.phone')}
          name={`${key}.phone`}
          type="tel"
          defaultValue={member?.phone ?? ''}
          required
          maxLength={20}
        />
        <SelectField
          key={agencies.length}
          label={t('squads.agency')}
          name={`${key}.agencyId`}
          empty={common('none')}
          options={agencies}
          defaultValue={member?.agency?.id ?? ''}
        />
      </div>
      <ChecksField
        legend={t('squads.duties')}
        name={`${key}.duties`}
        options={enums.Duty.map((value) => ({ value, label: common(`Duty.${value}`) }))}
        chosen={member?.duties}
      />
      <div className="ui-actions">
        <button type="button" className="ui-plain" onClick={onRemove}>
          {common('remove')}
        </button>
      </div>
    </fieldset>
  )
}

const memberOf = (form: FormData, key: string): SquadMemberInput => ({
  name: neededText(form, `${key}.name`),
  phone: neededText(form, `${key}.phone`),
  duties: allOf<Duty>(form, `${key}.duties`),
  agencyId: textOf(form, `${key}.agencyId`),
})
