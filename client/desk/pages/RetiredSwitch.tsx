import { useTranslation } from 'react-i18next'
import { Tabs } from '#client/ui/Tabs.tsx'
import './retired.css'

type SwitchProps = {
  isRetired: boolean
  onChange: (isRetired: boolean) => void
  /** True where accounts belong to what is listed: a note says what becomes of them. */
  hasAccounts?: boolean
}

/** Chooses between what is in use and what is retired. */
export function RetiredSwitch({ isRetired, onChange, hasAccounts }: SwitchProps) {
  const { t } = useTranslation('desk')
  return (
    <div className="retired-switch">
      <Tabs
        label={t('retired.shown')}
        tabs={[
          { key: 'inUse', label: t('retired.inUse') },
          { key: 'retired', label: t('retired.retired') },
        ]}
        chosen={isRetired ? 'retired' : 'inUse'}
        onChoose={(key) => onChange(key === 'retired')}
      />
      {isRetired && hasAccounts && <p className="ui-note">{t('retired.accounts')}</p>}
    </div>
  )
}
