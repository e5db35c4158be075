import { useTranslation } from 'react-i18next'
import type { Viewer } from '#client/graph/session.ts'
import { EnterpriseField } from '#client/modules/enterprises/EnterpriseField.tsx'
import { SquadField } from '#client/modules/squads/SquadField.tsx'
import { CarryOverForm } from '#client/modules/visits/CarryOverForm.tsx'
import { RecordForm } from '#client/modules/visits/RecordForm.tsx'
import type { ButtonTone } from '#client/ui/Button.tsx'
import { DeedButton } from '#client/ui/DeedBar.tsx'
import { DialogButton } from '#client/ui/DialogButton.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import { useOpenIssue, useOrderSupply, usePlanVisit } from './deeds.tsx'
import { may } from './rights.ts'

/** What an action is about where it stands on the page of an enterprise, and how its button looks. */
type ActionProps = { viewer: Viewer; enterprise?: { id: string; name: string }; tone?: ButtonTone }

/** The button and dialog to put one enterprise on a squad’s list; nothing for roles that may not. */
export function PlanVisit({ tone, ...about }: ActionProps) {
  const deed = usePlanVisit(about)
  return deed && <DeedButton deed={deed} tone={tone} />
}

/** The button and dialog to move a squad's unfinished stops to another day; nothing for roles that may not. */
export function CarryOver({ viewer }: ActionProps) {
  const { t } = useTranslation('desk')
  const say = useToast()
  if (!may(viewer.role, 'planVisit')) return null
  return (
    <DialogButton label={t('visits.carryOver')} title={t('visits.carryOverTitle')}>
      {(close) => (
        <CarryOverForm
          squad={<SquadField />}
          onCancel={close}
          onSaved={() => {
            close()
            say(t('visits.carriedOver'))
          }}
        />
      )}
    </DialogButton>
  )
}

/** The button and dialog to enter a visit that was written on paper; nothing for roles that may not. */
export function RecordVisit({ viewer, enterprise, tone }: ActionProps) {
  const { t } = useTranslation('desk')
  const say = useToast()
  if (!may(viewer.role, 'planVisit')) return null
  return (
    <DialogButton label={t('visits.record')} tone={tone} wide>
      {(close) => (
        <RecordForm
          squad={<SquadField />}
          enterprise={<EnterpriseField fixed={enterprise} />}
          onCancel={close}
          onSaved={(id) => {
            close()
            say(t('visits.recorded'), { href: `/desk/visits/${id}` })
          }}
        />
      )}
    </DialogButton>
  )
}

/** The button and dialog to open an issue; nothing for roles that may not. */
export function OpenIssue({ tone, ...about }: ActionProps) {
  const deed = useOpenIssue(about)
  return deed && <DeedButton deed={deed} tone={tone} />
}

/** The button and dialog to order an item; nothing for roles that may not. */
export function OrderSupply({ tone, ...about }: ActionProps) {
  const deed = useOrderSupply(about)
  return deed && <DeedButton deed={deed} tone={tone} />
}
