/** Runs an asynchronous job on request, never twice at once and never sooner than `gapMillis` after it began. */
export class Pace {
  private running = false;
  private wanted = false;
  private timer: number | undefined;
  private begunAt = -Infinity;

  constructor(
    private readonly job: () => Promise<void>,
    private readonly gapMillis: number,
  ) {}

  /** Asks for a run; requests that come while one waits or runs become one. */
  request(): void {
    this.wanted = true;
    if (!this.running && this.timer === undefined) {
      const wait = Math.max(0, this.begunAt + this.gapMillis - performance.now());
      this.timer = window.setTimeout(() => void this.run(), wait);
    }
  }

  /** Asks for a run at once: the reader chose something. */
  now(): void {
    window.clearTimeout(this.timer);
    this.timer = undefined;
    this.begunAt = -Infinity;
    this.request();
  }

  private async run(): Promise<void> {
    this.timer = undefined;
    this.wanted = false;
    this.running = true;
    this.begunAt = performance.now();
    try {
      await this.job();
    } finally {
      this.running = false;
      if (this.wanted) {
        this.request();
      }
    }
  }
}
