import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import type { useUploads } from './useUploads.ts'

/** The files on their way, each with where it is, or with the reason why it was refused. */
export function Uploads({ uploads, again, remove }: Omit<ReturnType<typeof useUploads>, 'add'>) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  if (uploads.length === 0) return null
  return (
    <ul className="papers-uploads">
      {uploads.map(({ key, name, state, why, again: mayTryAgain }) => (
        <li key={key}>
          <span>{name}</span>
          {state === 'refused' ? (
            <>
              <span className="ui-refusal" role="alert">
                {why || common('offline')}
              </span>
              {mayTryAgain && (
                <Button small onPress={() => again(key)}>
                  {t('papers.again')}
                </Button>
              )}
              <Button small tone="plain" onPress={() => remove(key)}>
                {t('papers.putAway')}
              </Button>
            </>
          ) : (
            <>
              <progress aria-label={t(`papers.${state}`)} {...(state === 'waiting' && { value: 0 })} />
              <small>{t(`papers.${state}`)}</small>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
