import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEnterpriseChoices } from '#client/modules/enterprises/EnterpriseField.tsx'
import type { ProposedStop } from '#client/modules/visits/day-plan.ts'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { ComboField } from '#client/ui/form/ComboField.tsx'

type StopChoiceProps = { number: number; onChoose: (stop: ProposedStop) => void }

/** The button that finds any enterprise by part of its name or code and adds it to a squad’s day. */
export function StopChoice({ number, onChoose }: StopChoiceProps) {
  const { t } = useTranslation('desk')
  return (
    <DialogButton label={t('plan.other')} title={t('plan.otherTitle', { number })} tone="plain" small>
      {(close) => (
        <FindEnterprise
          onChoose={(stop) => {
            close()
            onChoose(stop)
          }}
        />
      )}
    </DialogButton>
  )
}

function FindEnterprise({ onChoose }: Pick<StopChoiceProps, 'onChoose'>) {
  const { t } = useTranslation('desk')
  const [text, setText] = useState('')
  const { options, more } = useEnterpriseChoices(text)
  return (
    <ComboField
      label={t('enterprises.choose')}
      name="enterpriseId"
      options={options}
      text={text}
      onText={setText}
      chosen={null}
      onChoose={(option) =>
        option && onChoose({ enterpriseId: option.value, name: option.label, address: '', agreedTime: null })
      }
      hint={more ? t('enterprises.more', { text: more }) : undefined}
    />
  )
}
