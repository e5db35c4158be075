import { useTranslation } from 'react-i18next'
import { useChange } from '#client/graph/useChange.ts'
import { Button } from '#client/ui/Button.tsx'
import { momentText } from '#client/ui/dates.ts'
import type { ListColumn } from '#client/ui/list/ListTable.tsx'
import { listText } from '#client/ui/list-text.ts'
import { useToast } from '#client/ui/Toast.tsx'
import type { TokenOrderField, TokenRowFragment } from '#codegen/graph/graphql.ts'
import { RevokeTokenDocument } from './documents.ts'

/** The columns of the list of the integrators' tokens. */
export function useTokenColumns(): ListColumn<TokenRowFragment, TokenOrderField>[] {
  const { t, i18n } = useTranslation('desk')
  const { t: common } = useTranslation()
  const say = useToast()
  const revokeToken = useChange(RevokeTokenDocument)
  const revoke = async (tokenId: string) => {
    const { failure } = await revokeToken({ tokenId })
    if (failure) return say(failure.message || common('offline'), { isAlert: true })
    say(t('people.revoked'))
  }
  return [
    { key: 'name', head: t('people.tokenName'), order: 'NAME', cell: ({ name }) => name },
    { key: 'account', head: t('people.account'), cell: ({ account }) => account.displayName },
    {
      key: 'scopes',
      head: t('people.scopes'),
      cell: (token) =>
        listText(
          token.scopes.map((one) => common(`Scope.${one}`)),
          i18n.language,
        ),
    },
    { key: 'usedAt', head: t('people.usedAt'), cell: ({ usedAt }) => momentText(usedAt) || '—' },
    {
      key: 'expiresAt',
      head: t('people.expiresAt'),
      order: 'EXPIRES_AT',
      cell: ({ expiresAt }) => momentText(expiresAt),
    },
    {
      key: 'actions',
      head: common('actions'),
      cell: ({ id, endedAt }) =>
        endedAt ? (
          t('people.revoked')
        ) : (
          <Button small tone="plain" onPress={() => revoke(id)}>
            {t('people.revoke')}
          </Button>
        ),
    },
  ]
}
