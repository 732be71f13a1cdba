/** One server-sent event. */
export interface ServerEvent {
  readonly id: string;
  readonly type: string;
  readonly data: string;
}

export type Connection = 'connecting' | 'live' | 'lost';

const LONGEST_LINE = 4_000_000;
const FIRST_RETRY_MILLIS = 500;
const LONGEST_RETRY_MILLIS = 15_000;

/**
 * A stream of server-sent events that survives the connection: it asks again with `Last-Event-ID`, after
 * a pause that doubles. The browser's own EventSource gives up for good on an HTTP error, which is what
 * a restarting server answers.
 */
export class EventStream {
  private lastId = '';
  private retryMillis = FIRST_RETRY_MILLIS;
  private abort: AbortController | undefined;
  private timer: number | undefined;
  private stopped = true;

  constructor(
    private readonly address: () => string,
    private readonly onEvent: (event: ServerEvent) => void,
    private readonly onConnection: (connection: Connection) => void,
  ) {}

  start(): void {
    if (this.stopped) {
      this.stopped = false;
      void this.connect();
    }
  }

  /** Ends the connection and frees its place at the server; `start` goes on from the last event seen. */
  stop(): void {
    this.stopped = true;
    this.abort?.abort();
    window.clearTimeout(this.timer);
  }

  /** Asks again at once, at the address as it is now. */
  restart(): void {
    if (!this.stopped) {
      this.abort?.abort();
      window.clearTimeout(this.timer);
      void this.connect();
    }
  }

  private async connect(): Promise<void> {
    const abort = new AbortController();
    this.abort = abort;
    try {
      const headers: Record<string, string> = { Accept: 'text/event-stream' };
      if (this.lastId !== '') {
        headers['Last-Event-ID'] = this.lastId;
      }
      const response = await fetch(this.address(), {
        headers,
        cache: 'no-store',
        signal: abort.signal,
      });
      if (response.ok && response.body !== null) {
        this.onConnection('live');
        this.retryMillis = FIRST_RETRY_MILLIS;
        await this.read(response.body);
      }
    } catch {
      // Refused or cut: the same as an end of the stream.
    }
    if (!abort.signal.aborted) {
      this.onConnection('lost');
      this.timer = window.setTimeout(() => void this.connect(), this.retryMillis);
      this.retryMillis = Math.min(LONGEST_RETRY_MILLIS, this.retryMillis * 2);
    }
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    const reader = body.getReader();
    const decoder = new TextDecoder();
    let rest = '';
    let type = '';
    let data: string[] = [];
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      rest += decoder.decode(value, { stream: true });
      const lines = rest.split(/\r?\n/);
      rest = lines.pop() ?? '';
      if (rest.length > LONGEST_LINE) {
        await reader.cancel();
        return;
      }
      for (const line of lines) {
        if (line === '') {
          if (data.length > 0) {
            this.onEvent({ id: this.lastId, type: type === '' ? 'message' : type, data: data.join('\n') });
          }
          type = '';
          data = [];
        } else if (!line.startsWith(':')) {
          const colon = line.indexOf(':');
          const field = colon < 0 ? line : line.slice(0, colon);
          const content = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
          if (field === 'id') {
            this.lastId = content;
          } else if (field === 'event') {
            type = content;
          } else if (field === 'data') {
            data.push(content);
          }
        }
      }
    }
  }
}
