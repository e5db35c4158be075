/** Words of the page that imports lists. */
export const imports = {
  roster: {
    title: 'Import',
    kinds: 'What to import',
    about: {
      ENTERPRISES:
        'One enterprise a row, compared with the register by its credit code: new ones are entered, known ones changed, empty cells change nothing.',
      HUNDRED:
        'One registered enterprise a row, by its credit code or name. They take the free places of the campaign’s list in the order of the file.',
      SUPPLIERS: 'One supplier a row, as in the city’s table of producers. The items must be on the list of supplies.',
      RESUMPTIONS:
        'One change a row: which enterprise, which state, since which day, on what basis. Several rows of one enterprise are recorded in their order.',
      VISIT_PLAN:
        'One stop a row: which squad visits which enterprise on which day. Stops without a place follow in the order of the file.',
      ACCOUNTS:
        'One account a row: username, name, role and whom it belongs to. Passwords are made at random and shown once.',
      SQUADS:
        'One member a row; the squad’s own number, cadre, phone and zones stand in its first row or in each. Members that are not in the file stay.',
      AGENCIES:
        'One agency a row, compared by its name: new ones are entered, known ones changed, empty cells change nothing. Communities alone have zones.',
    },
    steps:
      'A chosen file is previewed at once, and nothing is written until you confirm. The same list again changes nothing.',
    template: 'Download the template',
    source: 'Where it comes from',
    upload: 'Upload a file',
    paste: 'Paste a table',
    file: 'Roster file',
    limits: '.xlsx or .csv, at most 10 MB',
    text: 'Cells copied from a spreadsheet',
    textHint:
      'Copy the rows in Excel or WPS and paste them here. Without a header row the columns are those of the template.',
    pasted: 'Pasted table',
    preview: 'Preview',
    apply: 'Import',
    applied: 'Imported: {{created}} created, {{changed}} changed',
    another: 'Choose another',
    next: 'Go on setting up',
    planned: {
      CREATE: 'To be created',
      CHANGE: 'To be changed',
      SAME: 'Left alone',
      DOUBT: 'Likely doubles',
      REFUSE: 'Refused',
    },
    done: {
      CREATE: 'Created',
      CHANGE: 'Changed',
      SAME: 'Left alone',
      DOUBT: 'Likely doubles, left out',
      REFUSE: 'Refused',
    },
    row: 'Row',
    name: 'Name',
    keys: {
      ENTERPRISES: 'Credit code',
      HUNDRED: 'Credit code',
      SUPPLIERS: 'Items',
      RESUMPTIONS: 'Credit code',
      VISIT_PLAN: 'Squad and day',
      ACCOUNTS: 'Username',
      SQUADS: 'Squad',
      AGENCIES: 'Phone',
    },
    reason: 'Reason',
    changes: 'Changes',
    texts: 'Text as it stood',
    toCheck: 'To check',
    toCheckNote: 'Rows with a cell that could not be read: {{count}}. The text is kept, and can be checked afterwards.',
    decision: 'The same one?',
    decide: { same: 'The same, update', other: 'Another, add', none: 'Leave out' },
    like: 'See the one in the register',
    allDoubts: 'Rows not decided one by one',
    doubtNote:
      'These rows have the name of an enterprise of the register, and its address or phone as well, or its code came later. Say whether it is the same one; rows without a decision are left out.',
    download: 'Download the refused rows',
    choose: 'Choose a file.',
    chooseText: 'Paste the cells first.',
    first: 'Only the first {{count}} rows are shown.',
    passwords: 'Passwords of the new accounts',
    passwordsNote: 'They are shown this once and cannot be read again later. Copy or print them for their owners.',
    password: 'Password',
    username: 'Username',
    copyAll: 'Copy all',
    copied: 'Copied',
    notCopied: 'They could not be copied: select them and copy by hand.',
    noRows: 'There are no rows to import in it.',
  },
}
