/** The items that every union orders, with their names in both languages as they are kept. One 斤 is exactly 500 g. */
export const usualItems = [
  { code: 'MASK', name: '口罩', nameEn: 'Masks', unit: '个', unitEn: 'pcs', kgPerUnit: null },
  { code: 'THERMOMETER', name: '测温枪', nameEn: 'Thermometers', unit: '支', unitEn: 'pcs', kgPerUnit: null },
  { code: 'ALCOHOL', name: '酒精', nameEn: 'Alcohol', unit: '斤', unitEn: 'jin', kgPerUnit: 0.5 },
  { code: 'DISINFECTANT', name: '消毒液', nameEn: 'Disinfectant', unit: '斤', unitEn: 'jin', kgPerUnit: 0.5 },
]
