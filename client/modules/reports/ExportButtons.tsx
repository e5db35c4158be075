import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useClient } from 'urql'
import { failureOf } from '#client/graph/errors.ts'
import { useToast } from '#client/ui/Toast.tsx'
import type { ExportedList, ExportFilter, FileFormat } from '#codegen/graph/graphql.ts'
import { ExportListDocument } from './documents.ts'

type ExportButtonsProps = { list: ExportedList; filter?: ExportFilter; rosterId?: string; label?: string }

/** The buttons that export a list as a file, with the filters that it has on the screen. */
export function ExportButtons({ list, filter, rosterId, label }: ExportButtonsProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const client = useClient()
  const say = useToast()
  const [busy, setBusy] = useState(false)
  const fetchFile = async (format: FileFormat) => {
    setBusy(true)
    const variables = { list, format, filter, rosterId }
    const { data, error } = await client
      .query(ExportListDocument, variables, { requestPolicy: 'network-only' })
      .toPromise()
    setBusy(false)
    if (error) return say(failureOf(error).message || common('offline'))
    if (!data) return
    const link = document.createElement('a')
    link.href = data.exportList.url
    link.download = data.exportList.fileName
    link.click()
    say(t('exported'))
  }
  return (
    <>
      {(['XLSX', 'CSV'] as const).map((format) => (
        <button key={format} type="button" className="ui-button" disabled={busy} onClick={() => fetchFile(format)}>
          {label ?? t('export')} .{format.toLowerCase()}
        </button>
      ))}
    </>
  )
}
