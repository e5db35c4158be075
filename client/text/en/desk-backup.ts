/** Words of the note about the nightly backup. */
export const backup = {
  failed: 'The nightly backup of {{at}} failed: {{reason}}.',
  late: 'There was no good backup for more than 36 hours.',
  good: 'The last good backup is that of {{at}}. ',
  never: 'There is no good backup yet. ',
  remedy: {
    FOLDER:
      'See on the server whether the folder of the setting BACKUP_DIR can be written to. It is tried again after an hour.',
    SPACE: 'Make space on the server, or set BACKUP_DIR to another disk. It is tried again after an hour.',
    DATABASE: 'See to the database on the server. It is tried again after an hour.',
    OTHER: 'See the log of the server. It is tried again after an hour; or run npm run backup -- FILE.',
    LATE: 'See on the server whether it runs all the time, and run npm run backup -- FILE.',
  },
}
