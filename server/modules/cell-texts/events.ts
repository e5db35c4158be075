import { z } from 'zod'
import { declareEvents } from '#server/log/catalogue.ts'
import { visibleCellTexts } from './access.ts'

/** What can happen to the text of a roster's cell. */
export const cellTextEvents = declareEvents(
  {
    noun: 'cell_text',
    subjectType: 'CellText',
    subject: ({ id }: { id: string }) => ({ id }),
    mayKnow: visibleCellTexts,
    makesOld: ['cellTexts'],
  },
  {
    checked: {
      description: {
        en: 'Somebody has checked what a cell of a roster says that could not be read.',
        zh: '核实了名册中一处读不出来的内容。',
      },
      facts: { column: z.string() },
      line: { zh: '{{actor}} |核实了名册内容|', en: '{{actor}} |checked a cell of a roster|' },
      onWall: false,
    },
  },
)
