import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { momentText } from '#client/ui/dates.ts'
import { BackupStateDocument } from './documents.ts'

/** Says that the last nightly backup failed, or that there was no good one for too long, and what to do. */
export function BackupNote() {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const [{ data }] = useQuery({ query: BackupStateDocument, requestPolicy: 'cache-and-network' })
  const state = data?.backupState
  if (!state || !(state.problem || state.isLate)) return null
  const { problem, lastAt, goodAt } = state
  return (
    <section className="home-backup" role="alert">
      <strong>
        {problem
          ? t('backup.failed', { at: momentText(lastAt), reason: common(`BackupProblem.${problem}`) })
          : t('backup.late')}
      </strong>
      <p>
        {goodAt ? t('backup.good', { at: momentText(goodAt) }) : t('backup.never')}
        {t(`backup.remedy.${problem ?? 'LATE'}`)}
      </p>
    </section>
  )
}
