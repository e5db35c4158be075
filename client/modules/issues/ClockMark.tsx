import { useTranslation } from 'react-i18next'
import { momentText } from '#client/ui/dates.ts'
import { Tag } from '#client/ui/Tag.tsx'
import type { IssueRowFragment } from '#codegen/graph/graphql.ts'
import { clockTone } from './tones.ts'

type ClockMarkProps = { issue: Pick<IssueRowFragment, 'state' | 'clock' | 'dueAt' | 'climbedTo' | 'waitsFor'> }

/** How far the clock of an open issue is, and by when what is to be done; nothing where it is over. */
export function ClockMark({ issue: { state, clock, dueAt, climbedTo, waitsFor } }: ClockMarkProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  if (!clock) return null
  if (clock === 'STOPPED') {
    if (!waitsFor) return null
    return (
      <small>
        {waitsFor === 'OTHER' ? t('clock.stopped') : t('clock.waits', { whom: common(`WaitsFor.${waitsFor}`) })}
      </small>
    )
  }
  const what = state === 'TAKEN' ? 'done' : state === 'ASSIGNED' ? 'take' : 'assign'
  return (
    <>
      {clock !== 'RUNNING' && (
        <Tag tone={clockTone[clock]}>
          {common(`IssueClock.${clock}`)}
          {climbedTo && ` · ${common(`RungRecipient.${climbedTo}`)}`}
        </Tag>
      )}
      <small>{t(`clock.by.${what}`, { at: momentText(dueAt) })}</small>
    </>
  )
}
