import { useTranslation } from 'react-i18next'
import { isAskedOverAll } from '#client/graph/chosen-union.ts'
import { MenuButton } from '#client/ui/MenuButton.tsx'
import { countText } from '#client/ui/numbers.ts'
import type { ExportedList, ExportFilter } from '#codegen/graph/graphql.ts'
import { useDownload } from './useDownload.ts'

type ExportMenuProps = {
  list: ExportedList
  filter?: ExportFilter
  rosterId?: string
  label?: string
  /** How many rows the file will have; left out where the page does not know. */
  count?: { totalCount: number; isFloor: boolean } | undefined
}

/** The menu that exports a list as a file, narrowed and sorted as it is on the screen. It says how many rows the file has. A
 * file has the rows of one union: over several the page is printed. */
export function ExportMenu({ list, filter, rosterId, label, count }: ExportMenuProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const { isBusy, download } = useDownload()
  const note = count && t('export.rows', { text: countText(count) })
  return (
    <MenuButton
      label={isBusy ? common('working') : (label ?? t('export.button'))}
      entries={[
        ...(isAskedOverAll() ? [] : (['XLSX', 'CSV'] as const)).map((format) => ({
          key: format,
          label: t(`export.${format}`),
          ...(note && { note }),
          isDisabled: isBusy,
          act: () => void download({ list, format, filter, rosterId }),
        })),
        { key: 'print', label: t('export.print'), act: () => print() },
      ]}
    />
  )
}
