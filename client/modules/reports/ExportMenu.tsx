import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useClient } from 'urql'
import { failureOf } from '#client/graph/errors.ts'
import { MenuButton } from '#client/ui/MenuButton.tsx'
import { countText } from '#client/ui/numbers.ts'
import { useToast } from '#client/ui/Toast.tsx'
import type { ExportedList, ExportFilter, FileFormat } from '#codegen/graph/graphql.ts'
import { ExportListDocument } from './documents.ts'

type ExportMenuProps = {
  list: ExportedList
  filter?: ExportFilter
  rosterId?: string
  label?: string
  /** How many rows the file will have; left out where the page does not know. */
  count?: { totalCount: number; isFloor: boolean } | undefined
}

/** The menu that exports a list as a file, narrowed and sorted as it is on the screen. It says how many rows the file has. */
export function ExportMenu({ list, filter, rosterId, label, count }: ExportMenuProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const client = useClient()
  const say = useToast()
  const [isBusy, setBusy] = useState(false)
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
    say(t('exported', { name: data.exportList.fileName }))
  }
  const note = count && t('export.rows', { text: countText(count) })
  return (
    <MenuButton
      label={isBusy ? common('working') : (label ?? t('export.button'))}
      entries={[
        ...(['XLSX', 'CSV'] as const).map((format) => ({
          key: format,
          label: t(`export.${format}`),
          ...(note && { note }),
          isDisabled: isBusy,
          act: () => void fetchFile(format),
        })),
        { key: 'print', label: t('export.print'), act: () => print() },
      ]}
    />
  )
}
