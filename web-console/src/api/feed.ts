/** The tab's one WebSocket to the platform's live feed, with resume by sequence number. */
export type FeedEvent = {
  job: string;
  seq: number;
  at: string;
  kind: 'state' | 'progress' | 'metric' | 'log' | 'checkpoint';
  data: Record<string, unknown>;
};
export type FeedStatus = 'idle' | 'connecting' | 'live' | 'lost';

type Listener = { onEvent: (event: FeedEvent) => void; onClosed: (reason: string) => void };
type Subscription = { after: number; listeners: Set<Listener> };
type SocketFactory = (url: string) => WebSocket;

const SILENCE_MILLIS = 40_000;
const LINGER_MILLIS = 5_000;
const MAX_DELAY_MILLIS = 30_000;

export class Feed {
  private readonly subscriptions = new Map<string, Subscription>();
  private readonly statusListeners = new Set<() => void>();
  private readonly open: SocketFactory;
  private socket: WebSocket | undefined;
  private current: FeedStatus = 'idle';
  private failures = 0;
  private reconnectTimer: ReturnType<typeof setTimeout> | undefined;
  private silenceTimer: ReturnType<typeof setTimeout> | undefined;
  private lingerTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(open: SocketFactory = (url) => new WebSocket(url)) {
    this.open = open;
  }

  readonly status = () => this.current;

  readonly onStatus = (listener: () => void) => {
    this.statusListeners.add(listener);
    return () => this.statusListeners.delete(listener);
  };

  /** Events of a job with a sequence number above `after`, each once and in order. */
  subscribe(job: string, after: number, listener: Listener): () => void {
    clearTimeout(this.lingerTimer);
    const known = this.subscriptions.get(job);
    const subscription = known ?? { after, listeners: new Set<Listener>() };
    subscription.after = Math.min(subscription.after, after);
    subscription.listeners.add(listener);
    this.subscriptions.set(job, subscription);
    if (this.socket?.readyState === WebSocket.OPEN) this.ask(job);
    else this.connect();
    return () => this.unsubscribe(job, listener);
  }

  private unsubscribe(job: string, listener: Listener) {
    const subscription = this.subscriptions.get(job);
    subscription?.listeners.delete(listener);
    if (!subscription || subscription.listeners.size > 0) return;
    this.subscriptions.delete(job);
    this.send({ op: 'unsubscribe', job });
    if (this.subscriptions.size === 0) {
      this.lingerTimer = setTimeout(() => this.close(), LINGER_MILLIS);
    }
  }

  private close() {
    clearTimeout(this.reconnectTimer);
    clearTimeout(this.silenceTimer);
    const socket = this.socket;
    this.socket = undefined;
    socket?.close();
    this.setStatus('idle');
  }

  private connect() {
    clearTimeout(this.reconnectTimer);
    if (this.socket) return;
    if (this.current === 'idle') this.setStatus('connecting');
    const origin = window.location.origin.replace(/^http/, 'ws');
    const socket = this.open(`${origin}/api/v1/feed`);
    this.socket = socket;
    socket.onopen = () => {
      this.failures = 0;
      this.setStatus('live');
      this.expectSound();
      for (const job of this.subscriptions.keys()) this.ask(job);
    };
    socket.onmessage = (message) => {
      this.expectSound();
      for (const frame of String(message.data).split('\n')) this.receive(frame);
    };
    socket.onclose = () => this.lost(socket);
  }

  private lost(socket: WebSocket) {
    if (this.socket !== socket) return;
    this.socket = undefined;
    clearTimeout(this.silenceTimer);
    if (this.subscriptions.size === 0) return this.setStatus('idle');
    this.setStatus('lost');
    this.failures += 1;
    const delay = Math.min(MAX_DELAY_MILLIS, 500 * 2 ** this.failures) * (0.5 + Math.random() / 2);
    this.reconnectTimer = setTimeout(() => this.connect(), delay);
  }

  private expectSound() {
    clearTimeout(this.silenceTimer);
    this.silenceTimer = setTimeout(() => {
      const socket = this.socket;
      if (!socket) return;
      socket.close();
      this.lost(socket);
    }, SILENCE_MILLIS);
  }

  private ask(job: string) {
    this.send({ op: 'subscribe', job, after: this.subscriptions.get(job)?.after ?? 0 });
  }

  private send(frame: object) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(frame));
  }

  private receive(text: string) {
    const frame = JSON.parse(text) as FeedEvent & { type: string; reason?: string };
    const subscription = this.subscriptions.get(frame.job);
    if (!subscription) return;
    if (frame.type === 'event' && frame.seq > subscription.after) {
      subscription.after = frame.seq;
      for (const listener of subscription.listeners) listener.onEvent(frame);
    } else if (frame.type === 'closed' && frame.reason === 'slow-consumer') {
      this.ask(frame.job);
    } else if (frame.type === 'closed') {
      this.subscriptions.delete(frame.job);
      for (const listener of subscription.listeners) listener.onClosed(frame.reason ?? '');
    }
  }

  private setStatus(status: FeedStatus) {
    if (this.current === status) return;
    this.current = status;
    for (const listener of this.statusListeners) listener();
  }
}

export const feed = new Feed();
