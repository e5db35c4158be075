import { answerTo, started } from '#tests/bench/peers/answers.ts'
import { Crowd, type Group, type Heads } from './crowd.ts'

/** The process in which the subscribers live. */
const crowd = new Crowd()

answerTo({
  connect: ({ groups, atOnce }: { groups: Group[]; atOnce: number }) => crowd.connect(groups, atOnce),
  level: ({ heads }: { heads: Heads }) => crowd.level(heads),
  exactly: ({ heads }: { heads: Heads }) => crowd.exactly(heads),
  cut: () => crowd.cut(),
  comeBack: ({ heads }: { heads: Heads }) => crowd.comeBack(heads),
  note: () => crowd.note(),
  delays: ({ times }: { times: Record<string, number[]> }) => crowd.delays(times),
})
started()
