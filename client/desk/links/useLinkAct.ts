import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Start } from '#client/desk/list/ActDialog.tsx'
import { may } from '#client/desk/rights.ts'
import type { Viewer } from '#client/graph/session.ts'
import { chooseSubjects, type Subject } from './subjects.ts'

/** Goes to the page that makes personal links for these rows; null for roles that make none. */
export function useLinkAct<R>(viewer: Viewer, subjectOf: (row: R) => Subject): Start<R> | null {
  const { t } = useTranslation('desk')
  const [, navigate] = useLocation()
  if (!may(viewer.role, 'createLinks')) return null
  return {
    key: 'links',
    label: t('links.make'),
    start: (rows) => {
      chooseSubjects(rows.map(subjectOf))
      navigate('/desk/links/new')
    },
  }
}
