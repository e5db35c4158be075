import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { Button } from '#client/ui/Button.tsx'
import { momentText } from '#client/ui/dates.ts'
import type { ListColumn } from '#client/ui/list/ListTable.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { useToast } from '#client/ui/Toast.tsx'
import type { LinkRowFragment, PersonalLinkOrderField } from '#codegen/graph/graphql.ts'
import { RevokeLinkDocument } from './documents.ts'

/** True where a link opens something still, or keeps a device signed in. */
export const isRevocable = ({ state, purpose }: LinkRowFragment): boolean =>
  state === 'WAITING' || state === 'OPENED' || (state === 'USED' && purpose === 'DEVICE')

/** Revokes a link, and says so. */
export function useRevoke(): (link: LinkRowFragment) => Promise<void> {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const revokeLink = useChange(RevokeLinkDocument)
  return async ({ id, account }) => {
    const { failure } = await revokeLink({ linkId: id })
    if (failure) return say(failure.message || common('offline'), { isAlert: true })
    say(t('links.revoked', { name: account.displayName }))
  }
}

/** The columns of the list of personal links. Those links can be revoked that still do something and that `mayRevoke`. */
export function useLinkColumns(
  mayRevoke: (link: LinkRowFragment) => boolean,
): ListColumn<LinkRowFragment, PersonalLinkOrderField>[] {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const revoke = useRevoke()
  return [
    {
      key: 'account',
      head: t('links.whom'),
      cell: ({ account }) => (
        <>
          {account.displayName}
          <small>{account.username}</small>
        </>
      ),
    },
    { key: 'purpose', head: t('links.purpose'), cell: ({ purpose }) => common(`LinkPurpose.${purpose}`) },
    {
      key: 'state',
      head: t('people.state'),
      cell: ({ state }) => <Tag tone={state === 'USED' ? 'done' : 'quiet'}>{common(`LinkState.${state}`)}</Tag>,
    },
    {
      key: 'openings',
      head: t('links.openings'),
      cell: ({ openings }) =>
        openings.map(({ at, device }) => `${momentText(at)} ${common(`DeviceKind.${device}`)}`).join(' · ') || '—',
    },
    { key: 'usedAt', head: t('links.usedAt'), cell: ({ usedAt }) => momentText(usedAt) || '—' },
    {
      key: 'expiresAt',
      head: t('people.expiresAt'),
      order: 'EXPIRES_AT',
      cell: ({ expiresAt }) => momentText(expiresAt),
    },
    {
      key: 'createdBy',
      head: t('links.createdBy'),
      cell: ({ createdBy, createdAt }) => (
        <>
          {createdBy.displayName}
          <small>{momentText(createdAt)}</small>
        </>
      ),
    },
    {
      key: 'actions',
      head: common('actions'),
      cell: (link) =>
        isRevocable(link) &&
        mayRevoke(link) && (
          <Button small tone="plain" onPress={() => revoke(link)}>
            {t('people.revoke')}
          </Button>
        ),
    },
  ]
}
