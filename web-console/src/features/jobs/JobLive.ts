import { type FeedEvent, feed } from '@/api/feed';
import { training } from '@/api/training';
import type { Job, LogLine, MetricPoint, Progress } from '@/api/types';
import { addPoint, type Series } from './series';

export type LiveData = {
  series: Series;
  lines: LogLine[];
  progress: Progress | undefined;
  receivedAt: string | undefined;
  loaded: boolean;
};

const LOG_TAIL = 500;
const MAX_LINES = 5000;
const PAGE = 1000;
const EMPTY: LiveData = {
  series: new Map(),
  lines: [],
  progress: undefined,
  receivedAt: undefined,
  loaded: false,
};

/** Metrics, log and progress of one job: what is there already, then everything new as it comes. */
export class JobLive {
  private readonly job: Job;
  private readonly onState: () => void;
  private readonly listeners = new Set<() => void>();
  private readonly series: Series = new Map();
  private readonly lines = new Map<number, LogLine>();
  private progress: Progress | undefined;
  private receivedAt: string | undefined;
  private loaded = false;
  private data = EMPTY;
  private frame = 0;
  private unsubscribe: (() => void) | undefined;

  constructor(job: Job, onState: () => void) {
    this.job = job;
    this.onState = onState;
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = () => this.data;

  start(): () => void {
    let stopped = false;
    const after = this.job.lastSeq ?? 0;
    this.load()
      .catch(() => undefined)
      .then(() => {
        this.loaded = true;
        this.changed();
        if (stopped) return;
        this.unsubscribe = feed.subscribe(this.job.id, after, {
          onEvent: (event) => this.take(event),
          onClosed: () => this.onState(),
        });
      });
    return () => {
      stopped = true;
      this.unsubscribe?.();
      cancelAnimationFrame(this.frame);
    };
  }

  private async load() {
    const logs = training.logTail(this.job.id, LOG_TAIL);
    let after = 0;
    for (;;) {
      const page = await training.metrics(this.job.id, after, PAGE);
      for (const point of page.points) addPoint(this.series, point);
      if (page.points.length < PAGE || page.nextSeq <= after) break;
      after = page.nextSeq;
    }
    for (const line of (await logs).lines) this.lines.set(line.seq, line);
  }

  private take(event: FeedEvent) {
    this.receivedAt = event.at;
    const { data, seq, at } = event;
    if (event.kind === 'metric') {
      addPoint(this.series, { attempt: 1, ...data, seq, at } as MetricPoint);
    } else if (event.kind === 'log') {
      this.lines.set(seq, { ...data, seq, at } as LogLine);
      if (this.lines.size > MAX_LINES) this.lines.delete([...this.lines.keys()][0] ?? 0);
    } else if (event.kind === 'progress') {
      this.progress = data as Progress;
    } else if (event.kind === 'state') {
      this.onState();
    }
    this.changed();
  }

  /** At most one new snapshot a frame; a hidden tab has no frames. */
  private changed() {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.data = {
        series: new Map(this.series),
        lines: [...this.lines.values()],
        progress: this.progress,
        receivedAt: this.receivedAt,
        loaded: this.loaded,
      };
      for (const listener of this.listeners) listener();
    });
  }
}
