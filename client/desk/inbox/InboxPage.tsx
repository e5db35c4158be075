import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { QueryResult } from '#client/graph/QueryResult.tsx'
import { useChange } from '#client/graph/useChange.ts'
import { useFollowedQuery } from '#client/graph/useFollowedQuery.ts'
import { ClockMark } from '#client/modules/issues/ClockMark.tsx'
import { MeasureTag } from '#client/modules/measures/MeasureTag.tsx'
import { pageOfMeasure } from '#client/modules/measures/page-of.ts'
import { Button } from '#client/ui/Button.tsx'
import { momentText } from '#client/ui/dates.ts'
import { Page } from '#client/ui/Page.tsx'
import { Table } from '#client/ui/Table.tsx'
import { Tag, type Tone } from '#client/ui/Tag.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import type { InboxQuery, ReminderKind } from '#codegen/graph/graphql.ts'
import { Absences } from './Absences.tsx'
import { AcknowledgeRemindersDocument, InboxDocument } from './documents.ts'
import { Settings } from './Settings.tsx'

const tones: Record<ReminderKind, Tone> = {
  GIVEN: 'on-the-way',
  RETURNED: 'alert',
  ANSWERED: 'on-the-way',
  CAME_BACK: 'alert',
  EXTENDED: 'quiet',
  WARNED: 'under-way',
  OVERDUE: 'alert',
  ESCALATED: 'alert',
}

/** How many reminders the page shows at most. */
const mostReminders = 100

type Reminder = InboxQuery['inbox']['reminders'][number]

/** The page of what somebody is told of issues, and how and when. */
export function InboxPage() {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const [isOpen, setOpen] = useState(true)
  const [result, again] = useFollowedQuery(InboxDocument, { isOpen })
  const acknowledge = useChange(AcknowledgeRemindersDocument)
  const readAgain = () => again({ requestPolicy: 'network-only' })
  const acknowledgeThese = async (reminderIds: string[] | null) => {
    const { failure } = await acknowledge({ reminderIds })
    if (failure) say(failure.message || common('offline'), { isAlert: true })
    readAgain()
  }
  const open = result.data?.inbox.open ?? 0
  return (
    <Page
      title={t('nav.inbox')}
      note={t('inbox.about')}
      actions={
        <>
          <Button onPress={() => setOpen(!isOpen)}>{isOpen ? t('inbox.all') : t('inbox.onlyOpen')}</Button>
          <Button tone="main" isDisabled={open === 0} onPress={() => void acknowledgeThese(null)}>
            {t('inbox.acknowledgeAll')}
          </Button>
        </>
      }
    >
      <QueryResult result={result} retry={again}>
        {({ inbox }) => (
          <>
            {inbox.reminders.length === 0 ? (
              <p className="ui-empty">{t('inbox.empty')}</p>
            ) : (
              <Reminders
                reminders={inbox.reminders}
                onAcknowledge={(reminder) => void acknowledgeThese([reminder.id])}
              />
            )}
            {inbox.reminders.length >= mostReminders && <p className="ui-note">{t('inbox.more')}</p>}
            <Settings settings={inbox.settings} onSaved={readAgain} />
            <Absences absences={inbox.absences} colleagues={inbox.colleagues} onSaved={readAgain} />
          </>
        )}
      </QueryResult>
    </Page>
  )
}

type RemindersProps = { reminders: readonly Reminder[]; onAcknowledge: (reminder: Reminder) => void }

function Reminders({ reminders, onAcknowledge }: RemindersProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  return (
    <Table
      caption={t('nav.inbox')}
      rows={reminders}
      rowKey={({ id }) => id}
      columns={[
        {
          head: t('inbox.what'),
          cell: (reminder) => <Matter reminder={reminder} />,
        },
        {
          head: t('inbox.why'),
          cell: ({ kind }) => <Tag tone={tones[kind]}>{common(`ReminderKind.${kind}`)}</Tag>,
        },
        {
          head: t('inbox.now'),
          cell: ({ issue, measure }) =>
            (issue && <ClockMark issue={issue} />) ?? (measure && <MeasureTag measure={measure} />),
        },
        { head: t('inbox.at'), cell: ({ at }) => momentText(at) },
        {
          head: t('inbox.acknowledge'),
          cell: (reminder) =>
            reminder.acknowledgedAt ? (
              <small>{t('inbox.acknowledged')}</small>
            ) : (
              <Button small onPress={() => onAcknowledge(reminder)}>
                {t('inbox.acknowledge')}
              </Button>
            ),
        },
      ]}
    />
  )
}

/** What a reminder is about, and where it is handled; for who may not see it, its number and the enterprise alone. */
function Matter({ reminder: { no, enterpriseName, issue, measure } }: { reminder: Reminder }) {
  const { t } = useTranslation('desk')
  const [href, words] = issue
    ? [`/desk/issues/${issue.id}`, issue.title]
    : measure
      ? [pageOfMeasure(measure), t('inbox.measure', { what: measure.what })]
      : [null, null]
  return (
    <>
      {href ? <Link href={href}>{words}</Link> : (no ?? t('inbox.aMeasure'))}
      <small>
        {issue && no} {enterpriseName}
      </small>
      {!href && <small>{t('inbox.unseen')}</small>}
    </>
  )
}
