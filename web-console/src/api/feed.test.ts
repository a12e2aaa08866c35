import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Feed, type FeedEvent } from './feed';

class FakeSocket {
  static all: FakeSocket[] = [];
  readyState = 0;
  sent: Record<string, unknown>[] = [];
  onopen: () => void = () => undefined;
  onmessage: (message: { data: string }) => void = () => undefined;
  onclose: () => void = () => undefined;

  constructor() {
    FakeSocket.all.push(this);
  }

  send(text: string) {
    this.sent.push(JSON.parse(text));
  }

  close() {
    this.readyState = 3;
  }

  open() {
    this.readyState = 1;
    this.onopen();
  }

  tell(...frames: object[]) {
    this.onmessage({ data: frames.map((frame) => JSON.stringify(frame)).join('\n') });
  }

  break() {
    this.readyState = 3;
    this.onclose();
  }
}

const event = (seq: number) => ({ type: 'event', job: 'j', seq, at: '', kind: 'log', data: {} });
const latest = () => FakeSocket.all.at(-1) as FakeSocket;

describe('Feed', () => {
  let feed: Feed;
  let seen: FeedEvent[];
  const listener = { onEvent: (next: FeedEvent) => seen.push(next), onClosed: vi.fn() };

  beforeEach(() => {
    vi.useFakeTimers();
    FakeSocket.all = [];
    seen = [];
    feed = new Feed(() => new FakeSocket() as unknown as WebSocket);
  });
  afterEach(() => vi.useRealTimers());

  it('asks for what comes after the known number and passes each event once', () => {
    feed.subscribe('j', 7, listener);
    latest().open();
    expect(latest().sent).toEqual([{ op: 'subscribe', job: 'j', after: 7 }]);
    latest().tell(event(7), event(8));
    for (const seq of [8, 9]) latest().tell(event(seq));
    expect(seen.map(({ seq }) => seq)).toEqual([8, 9]);
    expect(feed.status()).toBe('live');
  });

  it('resumes after a broken connection where it had stopped', () => {
    feed.subscribe('j', 0, listener);
    latest().open();
    latest().tell(event(5));
    latest().break();
    expect(feed.status()).toBe('lost');
    vi.advanceTimersByTime(2000);
    expect(FakeSocket.all).toHaveLength(2);
    latest().open();
    expect(latest().sent).toEqual([{ op: 'subscribe', job: 'j', after: 5 }]);
  });

  it('takes silence for a broken connection', () => {
    feed.subscribe('j', 0, listener);
    latest().open();
    vi.advanceTimersByTime(30_000);
    latest().tell({ type: 'heartbeat' });
    vi.advanceTimersByTime(30_000);
    expect(feed.status()).toBe('live');
    vi.advanceTimersByTime(15_000);
    expect(feed.status()).not.toBe('live');
  });

  it('shares one connection and closes it when nobody listens any more', () => {
    const leave = feed.subscribe('j', 0, listener);
    const leaveOther = feed.subscribe('k', 0, listener);
    latest().open();
    expect(FakeSocket.all).toHaveLength(1);
    leave();
    leaveOther();
    vi.advanceTimersByTime(6000);
    expect(feed.status()).toBe('idle');
  });

  it('asks again when it was too slow, and ends when the job is gone', () => {
    feed.subscribe('j', 3, listener);
    latest().open();
    latest().tell({ type: 'closed', job: 'j', reason: 'slow-consumer' });
    expect(latest().sent).toHaveLength(2);
    latest().tell({ type: 'closed', job: 'j', reason: 'deleted' });
    expect(listener.onClosed).toHaveBeenCalledWith('deleted');
  });
});
