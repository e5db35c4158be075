import { Counter, Gauge, Registry } from 'prom-client'
import { feedFigures, feedSize } from '#server/events/feed.ts'

/** What an operator watches; never a name, an id or a text. */
export class Metrics {
  private readonly registry = new Registry()
  readonly requests = new Counter({
    name: 'sizhen_requests_total',
    help: 'HTTP requests answered, by status class',
    labelNames: ['status'],
    registers: [this.registry],
  })

  constructor(sockets: () => number) {
    const registers = [this.registry]
    const gauge = (name: string, help: string, value: () => number) =>
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(value())
        },
      })
    gauge('sizhen_connections', 'Sockets and SSE streams open on this node', sockets)
    gauge('sizhen_subscribers', 'Cursors reading the event log on this node', () => feedSize().readers)
    gauge('sizhen_streams', 'Event streams that this node reads', () => feedSize().streams)
    const counter = (name: string, help: string, value: () => number) =>
      new Counter({
        name,
        help,
        registers,
        collect() {
          this.reset()
          this.inc(value())
        },
      })
    counter('sizhen_events_read_total', 'Events read from the log', () => feedFigures().read)
    counter('sizhen_events_delivered_total', 'Events handed to subscribers', () => feedFigures().delivered)
    gauge('sizhen_feed_lag_seconds', 'Age of the newest event when it was read', () => feedFigures().lagMs / 1000)
    gauge('sizhen_memory_bytes', 'Resident memory of this process', () => process.memoryUsage().rss)
  }

  /** The page of /metrics, and its content type. */
  async page(): Promise<{ type: string; text: string }> {
    return { type: this.registry.contentType, text: await this.registry.metrics() }
  }
}
