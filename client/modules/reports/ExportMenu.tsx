import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isAskedOverAll } from '#client/graph/chosen-union.ts'
import { Dialog } from '#client/ui/Dialog.tsx'
import { ActionForm } from '#client/ui/form/ActionForm.tsx'
import { neededText } from '#client/ui/form/form-values.ts'
import { TextField } from '#client/ui/form/TextField.tsx'
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
  /** True where phone numbers in full may be asked for, with a reason. */
  phones?: boolean
}

/** The menu that exports a list as a file, narrowed and sorted as it is on the screen. It says how many rows the file has. A
 * file has the rows of one union: over several the page is printed. */
export function ExportMenu({ list, filter, rosterId, label, count, phones = false }: ExportMenuProps) {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation()
  const { isBusy, ask, download } = useDownload()
  const [isAsking, setAsking] = useState(false)
  const note = count && t('export.rows', { text: countText(count) })
  const isOfOne = !isAskedOverAll()
  const submit = async (form: FormData) => {
    const phonesFor = neededText(form, 'phonesFor')
    const failure = await ask({ list, format: 'XLSX', filter, rosterId, phonesFor })
    if (failure) return failure
    setAsking(false)
    return null
  }
  return (
    <>
      <MenuButton
        label={isBusy ? common('working') : (label ?? t('export.button'))}
        entries={[
          ...(isOfOne ? (['XLSX', 'CSV'] as const) : []).map((format) => ({
            key: format,
            label: t(`export.${format}`),
            ...(note && { note }),
            isDisabled: isBusy,
            act: () => void download({ list, format, filter, rosterId }),
          })),
          ...(isOfOne && phones ? [{ key: 'phones', label: t('export.phones'), act: () => setAsking(true) }] : []),
          { key: 'print', label: t('export.print'), act: () => print() },
        ]}
      />
      {isAsking && (
        <Dialog title={t('export.phonesTitle')} onClose={() => setAsking(false)}>
          <ActionForm submit={t('export.button')} onSubmit={submit} onCancel={() => setAsking(false)}>
            <p className="ui-note">{t('export.phonesAbout')}</p>
            <TextField label={t('export.phonesFor')} name="phonesFor" required minLength={2} maxLength={200} />
          </ActionForm>
        </Dialog>
      )}
    </>
  )
}
