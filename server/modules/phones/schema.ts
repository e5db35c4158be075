import './reveal.ts'
import './stops.ts'
