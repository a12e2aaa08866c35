const WINDOW_MILLIS = 5_000;

/** Bytes per second over the last five seconds, and the time left at that rate. */
export class Rate {
  private samples: [at: number, sent: number][] = [];

  at(sent: number, total: number, now = performance.now()) {
    this.samples.push([now, sent]);
    while (this.samples.length > 2 && now - (this.samples[0]?.[0] ?? now) > WINDOW_MILLIS) {
      this.samples.shift();
    }
    const [firstAt, firstSent] = this.samples[0] ?? [now, sent];
    const seconds = (now - firstAt) / 1000;
    const rate = seconds > 0 ? (sent - firstSent) / seconds : 0;
    return rate > 0 ? { rate, secondsLeft: (total - sent) / rate } : {};
  }
}
