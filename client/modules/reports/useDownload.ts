import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useClient } from 'urql'
import { failureOf } from '#client/graph/errors.ts'
import { useToast } from '#client/ui/Toast.tsx'
import type { ExportListQueryVariables } from '#codegen/graph/graphql.ts'
import { ExportListDocument } from './documents.ts'

/** Downloads a list as a file, and says so. `isBusy` is true while the server makes its link. */
export function useDownload() {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const client = useClient()
  const say = useToast()
  const [isBusy, setBusy] = useState(false)
  const ask = async (variables: ExportListQueryVariables) => {
    setBusy(true)
    const { data, error } = await client
      .query(ExportListDocument, variables, { requestPolicy: 'network-only' })
      .toPromise()
    setBusy(false)
    if (error) return failureOf(error)
    if (!data) return null
    const link = document.createElement('a')
    link.href = data.exportList.url
    link.download = data.exportList.fileName
    link.click()
    say(t('exported', { name: data.exportList.fileName }))
    return null
  }
  /** The same where no form shows why it was refused. */
  const download = async (variables: ExportListQueryVariables) => {
    const failure = await ask(variables)
    if (failure) say(failure.message || common('offline'), { isAlert: true })
  }
  return { isBusy, ask, download }
}
