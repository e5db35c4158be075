import { useTranslation } from 'react-i18next'
import { useObservable } from '#client/field/store/observable-value.ts'
import { Problem } from './Problem.tsx'
import { useScreen } from './screen-context.ts'

/** What is wrong with the phone's storage: what is typed now is not stored, or the browser has deleted what was. */
export function StorageNotices() {
  const { t } = useTranslation('field')
  const { phone } = useScreen()
  const trouble = useObservable(phone.drafts.trouble)
  const lost = useObservable(phone.mark.counts).get('lost')
  return (
    <>
      {trouble && <Problem>{t(`draftNotStored.${trouble}`)}</Problem>}
      {lost && (
        <div className="field-problem" role="alert">
          <p>{t('lost', { count: lost })}</p>
          <button type="button" className="field-button" onClick={() => phone.mark.forgetLost()}>
            {t('lostRead')}
          </button>
        </div>
      )}
    </>
  )
}
