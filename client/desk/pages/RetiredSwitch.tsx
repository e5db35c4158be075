import { useTranslation } from 'react-i18next'
import { Tabs } from '#client/ui/Tabs.tsx'
import './retired.css'

/** Chooses between what is in use and what is retired. */
export function RetiredSwitch({ isRetired, onChange }: { isRetired: boolean; onChange: (isRetired: boolean) => void }) {
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
    </div>
  )
}
