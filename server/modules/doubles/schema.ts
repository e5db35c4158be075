import './merge.ts'
import './separate.ts'
