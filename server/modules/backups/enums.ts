import { enumType } from '#server/platform/enum-type.ts'

/** Why a backup failed, as far as somebody can mend it. */
export const BackupProblemEnum = enumType('BackupProblem', {
  description: 'Why a nightly backup failed. 每夜备份失败的原因。',
  values: {
    FOLDER: {
      word: { zh: '备份文件夹写不进去', en: 'Folder not writable' },
      description: 'The folder cannot be made or written to. 备份文件夹无法建立或写入。',
    },
    SPACE: {
      word: { zh: '磁盘满了', en: 'Disk full' },
      description: 'There is no space on the disk of the folder. 备份文件夹所在的磁盘已满。',
    },
    DATABASE: {
      word: { zh: '数据库连不上', en: 'Database away' },
      description: 'The database went away meanwhile. 备份时数据库断开。',
    },
    OTHER: {
      word: { zh: '其他原因', en: 'Another reason' },
      description: 'Anything else; the log of the server says what. 其他原因,见服务器日志。',
    },
  },
})
