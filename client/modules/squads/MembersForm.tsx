import { useTranslation } from 'react-i18next'
import { v4 as newId } from 'uuid'
import { useChange } from '#client/graph/useChange.ts'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { useFormValue } from '#client/ui/form/form-context.ts'
import { allOf, neededText, textOf } from '#client/ui/form/form-values.ts'
import { enums } from '#codegen/graph/enums.ts'
import type { Duty, SquadMemberInput, SquadWholeFragment } from '#codegen/graph/graphql.ts'
import { SetSquadMembersDocument } from './documents.ts'
import { useAgencyOptions } from './SquadField.tsx'
import './squads.css'
import { Button } from '#client/ui/Button.tsx'
import { ChecksField } from '#client/ui/form/ChecksField.tsx'
import { type Option, SelectField } from '#client/ui/form/SelectField.tsx'
import { TextField } from '#client/ui/form/TextField.tsx'

type Member = SquadWholeFragment['members'][number]
type Row = { key: string; member?: Member | undefined }

type MembersFormProps = {
  squad: SquadWholeFragment
  /** Called with the names of the accounts that were disabled, since their members have left. */
  onSaved: (disabled: readonly string[]) => void
  onCancel: () => void
}

/** The form with all members of a squad, in which they can be changed, added and removed. */
export function MembersForm(props: MembersFormProps) {
  const { t: common } = useTranslation()
  const setMembers = useChange(SetSquadMembersDocument)
  const submit = async (form: FormData) => {
    const members = neededText(form, 'keys')
      .split(' ')
      .filter(Boolean)
      .map((key) => memberOf(form, key, props.squad.members))
    const { data, failure } = await setMembers({ squadId: props.squad.id, members })
    if (failure) return failure
    props.onSaved(data.setSquadMembers.disabledAccounts.map(({ displayName }) => displayName))
    return null
  }
  return (
    <ActionForm submit={common('save')} draft={`members ${props.squad.id}`} onSubmit={submit} onCancel={props.onCancel}>
      <MemberRows members={props.squad.members} />
    </ActionForm>
  )
}

/**
 * The fields of each member. What is typed are only the members that are added and removed here, so that those whom somebody
 * else adds or removes meanwhile come and go as well.
 */
function MemberRows({ members }: { members: readonly Member[] }) {
  const { t: common } = useTranslation()
  const agencies = useAgencyOptions()
  const [added, setAdded] = useFormValue<readonly string[]>('added', [])
  const [removed, setRemoved] = useFormValue<readonly string[]>('removed', [])
  const rows: Row[] = [
    ...members.map((member) => ({ key: member.id, member })).filter(({ key }) => !removed.includes(key)),
    ...added.map((key) => ({ key })),
  ]
  const remove = (key: string) =>
    added.includes(key) ? setAdded(added.filter((other) => other !== key)) : setRemoved([...removed, key])
  return (
    <>
      <input type="hidden" name="keys" value={rows.map(({ key }) => key).join(' ')} />
      {rows.map((row, index) => (
        <MemberFields key={row.key} row={row} number={index + 1} agencies={agencies} onRemove={() => remove(row.key)} />
      ))}
      <div>
        <Button onPress={() => setAdded([...added, newId()])}>{common('add')}</Button>
      </div>
    </>
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
        <TextField label={t('squads.name')} name={`${key}.name`} value={member?.name} required maxLength={50} />
        <TextField
          label={t('squads.phone')}
          name={`${key}.phone`}
          type="tel"
          value={member?.phone ?? ''}
          required
          maxLength={20}
        />
        <SelectField
          key={agencies.length}
          label={t('squads.agency')}
          name={`${key}.agencyId`}
          empty={common('none')}
          options={agencies}
          value={member?.agency?.id ?? ''}
        />
      </div>
      <ChecksField
        legend={t('squads.duties')}
        name={`${key}.duties`}
        options={enums.Duty.map((value) => ({ value, label: common(`Duty.${value}`) }))}
        chosen={member?.duties}
      />
      <div className="ui-actions">
        <Button tone="plain" onPress={onRemove}>
          {common('remove')}
        </Button>
      </div>
    </fieldset>
  )
}

/** A member as the form has it: one of these, who keeps its id, or a new one. */
const memberOf = (form: FormData, key: string, recorded: readonly Member[]): SquadMemberInput => ({
  memberId: recorded.some(({ id }) => id === key) ? key : null,
  name: neededText(form, `${key}.name`),
  phone: neededText(form, `${key}.phone`),
  duties: allOf<Duty>(form, `${key}.duties`),
  agencyId: textOf(form, `${key}.agencyId`),
})
