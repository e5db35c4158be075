/** What changes which rows the board has, not only their figures: the snapshot is taken again. */
export const structural =
  /^(campaign\.enterprise_added|(campaign|roster|squad|supply_item|zone)\.(applied|created|updated))$/
