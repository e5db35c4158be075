/** Words of the desk’s directories, whose entries are retired and restored. */

export const retired = {
  shown: 'What is shown',
  inUse: 'In use',
  retired: 'Retired',
  deeds: 'Changes',
  retire: 'Retire',
  restore: 'Restore',
  didRetire: 'Retired: {{name}}',
  didRestore: 'In use again: {{name}}',
  didRetireWith: 'Retired: {{name}}; accounts disabled with it: {{names}}',
  didRestoreAlone:
    'In use again: {{name}}; accounts that were disabled with it stay so: enable each on the page Accounts',
  accounts:
    'The accounts of what is retired are disabled with it, and stay so when it is restored: enable each on the page Accounts.',
  changed: 'Changed',
  none: 'Nothing is retired.',
}

export const items = {
  title: 'Items',
  add: 'Add an item',
  added: 'Item added: {{name}}',
  edit: 'Change the item {{name}}',
  name: 'Chinese name',
  nameEn: 'English name',
  code: 'Code',
  codeHint: 'Capitals and digits, such as GLOVES. It never changes.',
  unit: 'Unit',
  englishHint: 'Where it is left out, the Chinese word is shown.',
  unitHint: 'It stays once the item was ordered.',
  unitEn: 'Unit in English',
  kgPerUnit: 'Kilograms a unit',
  kgHint: 'Only where the unit is a weight: 0.5 for one 斤.',
  empty:
    'There are no items yet. Add them one by one, or enter the four usual ones: masks, thermometers, alcohol and disinfectant.',
  addUsual: 'Enter the four usual items',
  addedUsual: '{{count}} items entered',
}

export const policies = {
  title: 'Title',
  issuer: 'Issuer',
  add: 'Enter a document',
  added: 'The document was entered',
  edit: 'Change the document',
  empty: 'There are no policy documents yet. Enter those that enterprises should know.',
}
