/** Words of the note about the nightly backup. */
export const backup = {
  failed: '{{at}} 的每夜备份没有成功:{{reason}}。',
  late: '已经 36 小时以上没有成功的备份。',
  good: '最近一次成功的备份是 {{at}}。',
  never: '还没有成功的备份。',
  remedy: {
    FOLDER: '请在服务器上检查设置 BACKUP_DIR 指向的文件夹能不能写入;一小时后自动再试。',
    SPACE: '请在服务器上腾出空间,或把 BACKUP_DIR 设到别的磁盘;一小时后自动再试。',
    DATABASE: '请在服务器上检查数据库;一小时后自动再试。',
    OTHER: '请看服务器的日志;一小时后自动再试,也可执行 npm run backup -- 文件名。',
    LATE: '请在服务器上查看服务是否一直在运行,并执行 npm run backup -- 文件名。',
  },
}
