import { useTranslation } from 'react-i18next'
import { TextField } from '#client/ui/form/TextField.tsx'

/** The title of an issue. It says who reads it, because the wall shows it to everybody who passes. */
export function TitleField({ value }: { value?: string }) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  return (
    <TextField
      label={t('issues.title')}
      name="title"
      hint={common('titleOnWall')}
      required
      maxLength={100}
      {...(value !== undefined && { value })}
    />
  )
}
