import { builder } from '#server/platform/builder.ts'
import { signedIn } from '#server/platform/context.ts'
import { readEnv } from '#server/platform/env.ts'
import { allowBackups } from './access.ts'
import { BackupProblemEnum } from './enums.ts'
import { type BackupState, readBackupState } from './state.ts'

const BackupStateRef = builder.objectRef<BackupState>('BackupState').implement({
  description: 'How the nightly backups of this system stand. 本系统每夜备份的情况。',
  fields: (t) => ({
    lastAt: t.expose('lastAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the last backup began; null before the first one. 最近一次备份的时间,还没有时为空。',
    }),
    problem: t.expose('problem', {
      type: BackupProblemEnum,
      nullable: true,
      description: 'Why the last backup failed; null where it did not. 最近一次备份失败的原因,成功时为空。',
    }),
    goodAt: t.expose('goodAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the last good backup began; null before the first one. 最近一次成功备份的时间,还没有时为空。',
    }),
    bytes: t.exposeFloat('bytes', {
      nullable: true,
      description: 'How many bytes the last good backup has. 最近一次成功备份的字节数。',
    }),
    failures: t.exposeInt('failures', {
      description: 'How many backups have failed since the last good one. 最近一次成功之后失败的次数。',
    }),
    isLate: t.exposeBoolean('isLate', {
      description:
        'Whether there was no good backup for 36 hours, or for as long since the first account was made. 是否已有 36 小时没有成功的备份。',
    }),
  }),
})

builder.queryField('backupState', (t) =>
  t.field({
    type: BackupStateRef,
    nullable: true,
    description:
      'How the nightly backups stand, for the command centre and the district; null where they are switched off. FORBIDDEN: any other role. 每夜备份的情况,指挥中心与区总工会可看;未开启时为空。FORBIDDEN:其他角色。',
    resolve: (_, __, context) => {
      allowBackups(signedIn(context))
      return readEnv().BACKUP_KEEP > 0 ? readBackupState() : null
    },
  }),
)
