import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { ComboField } from '#client/ui/form/ComboField.tsx'
import { useFormValue, useIsRefused } from '#client/ui/form/form-context.ts'
import type { Option } from '#client/ui/form/SelectField.tsx'
import { countText } from '#client/ui/numbers.ts'
import { useSettled } from '#client/ui/useSettled.ts'
import { EnterpriseChoicesDocument } from './documents.ts'

/** An enterprise as it is chosen from a list. */
export type Choice = { id: string; name: string }

/** Enterprises whose name or credit code holds the text, as choices, and how many more there are. */
export function useEnterpriseChoices(text: string): { options: Option[]; more: string | null } {
  const [{ data }] = useQuery({ query: EnterpriseChoicesDocument, variables: { search: useSettled(text.trim()) } })
  const found = data?.enterprises.edges ?? []
  const { totalCount = 0, isFloor = false } = data?.enterprises ?? {}
  const rest = totalCount - found.length
  return {
    options: found.map(({ node }) => ({ value: node.id, label: node.name, note: node.creditCode ?? '' })),
    more: rest > 0 ? countText({ totalCount: rest, isFloor }) : null,
  }
}

/** A field for one enterprise, which is fixed or is found by part of its name or code. It is sent as `enterpriseId`. */
export function EnterpriseField({ fixed }: { fixed?: Choice | undefined }) {
  const { t } = useTranslation('desk')
  if (!fixed) return <EnterpriseSearch />
  return (
    <div className="ui-field">
      <span>{t('enterprise')}</span>
      <strong>{fixed.name}</strong>
      <input type="hidden" name="enterpriseId" value={fixed.id} />
    </div>
  )
}

function EnterpriseSearch() {
  const { t } = useTranslation('desk')
  const [chosen, setChosen] = useFormValue<Option | null>('enterpriseId', null)
  const [text, setText] = useState(chosen?.label ?? '')
  // the name of the one that is chosen is no search
  const { options, more } = useEnterpriseChoices(text === chosen?.label ? '' : text)
  return (
    <>
      <input type="hidden" name="enterpriseId" value={chosen?.value ?? ''} />
      <ComboField
        label={t('enterprises.choose')}
        name="enterpriseId"
        options={options}
        text={text}
        onText={setText}
        chosen={chosen}
        onChoose={setChosen}
        isRefused={useIsRefused('enterpriseId')}
        hint={more ? t('enterprises.more', { text: more }) : undefined}
      />
    </>
  )
}
