import { LitElement, nothing, svg, html, type PropertyValues, type TemplateResult } from 'lit';
import { clock, day } from '../text/format.js';
import { linear, ticks, timeTicks, type Scale } from './scale.js';

type Value = number | undefined;

/** One thing drawn over time. Values that are undefined leave a gap, never a zero. */
export type Layer =
  | { readonly kind: 'line' | 'step' | 'dots'; readonly style: string; readonly at: (row: number) => Value }
  | {
      readonly kind: 'band';
      readonly style: string;
      readonly low: (row: number) => Value;
      readonly high: (row: number) => Value;
    };

const HOUR = 3_600_000;
const HALF_LABEL = 20;
const MARGIN = { top: 8, right: 8, bottom: 20, left: 46 };

/**
 * A chart over time, drawn as SVG in the page's own colours. It takes the focus; the arrow keys, Home and
 * End move a cursor over the rows, and the `cursor` event tells the panel which row to spell out.
 */
export class TimeChart extends LitElement {
  static override properties = {
    times: { attribute: false },
    layers: { attribute: false },
    marks: { attribute: false },
    label: { type: String },
    tickLabel: { attribute: false },
    cursor: { attribute: false },
  };

  /** The instants of the rows in milliseconds, rising. */
  times: readonly number[] = [];
  layers: readonly Layer[] = [];
  /** Rows to mark on the axis. */
  marks: readonly number[] = [];
  label = '';
  /** Writes a value of the axis, given the distance between two of them. */
  tickLabel: (value: number, step: number) => string = String;
  /** The row under the cursor; the last one when undefined. */
  cursor: number | undefined;

  private width = 0;
  private height = 0;
  private readonly sizes = new ResizeObserver(() => {
    const box = this.getBoundingClientRect();
    if (box.width !== this.width || box.height !== this.height) {
      this.width = Math.floor(box.width);
      this.height = Math.floor(box.height);
      this.requestUpdate();
    }
  });

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.sizes.observe(this);
    this.tabIndex = 0;
    this.setAttribute('role', 'img');
    this.addEventListener('keydown', this.onKey);
    this.addEventListener('pointermove', this.onPointer);
    this.addEventListener('pointerleave', this.onLeave);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sizes.disconnect();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('label')) {
      this.setAttribute('aria-label', this.label);
    }
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const last = this.times.length - 1;
    const at = this.cursor ?? last;
    const stride = event.shiftKey ? 24 : 1;
    const target = { ArrowLeft: at - stride, ArrowRight: at + stride, Home: 0, End: last }[event.key];
    if (target !== undefined && last >= 0) {
      event.preventDefault();
      this.move(Math.max(0, Math.min(last, target)));
    }
  };

  private readonly onPointer = (event: PointerEvent): void => {
    if (this.times.length === 0) {
      return;
    }
    const x = event.clientX - this.getBoundingClientRect().left;
    const scale = this.timeScale();
    const share = (x - MARGIN.left) / Math.max(1, this.width - MARGIN.left - MARGIN.right);
    this.move(nearest(this.times, scale.from + share * (scale.to - scale.from)));
  };

  private readonly onLeave = (): void => this.move(undefined);

  private move(row: number | undefined): void {
    if (row !== this.cursor) {
      this.cursor = row;
      this.dispatchEvent(new CustomEvent('cursor', { detail: row }));
    }
  }

  private timeScale(): Scale {
    const first = this.times[0] ?? 0;
    const last = this.times[this.times.length - 1] ?? 1;
    return linear(first, Math.max(last, first + HOUR), MARGIN.left, this.width - MARGIN.right);
  }

  private valueScale(): Scale {
    let high = 0;
    for (const layer of this.layers) {
      for (let row = 0; row < this.times.length; row++) {
        const value = layer.kind === 'band' ? layer.high(row) : layer.at(row);
        high = value !== undefined && value > high ? value : high;
      }
    }
    return linear(0, high > 0 ? high * 1.06 : 1, this.height - MARGIN.bottom, MARGIN.top);
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.width < 80 || this.height < 60 || this.times.length === 0) {
      return nothing;
    }
    const x = this.timeScale();
    const y = this.valueScale();
    return html`<svg width=${this.width} height=${this.height} aria-hidden="true">
      ${this.valueAxis(y)} ${this.timeAxis(x)}
      ${this.layers.map((layer) => this.draw(layer, thin(layer, this.times.length, this.width), x, y))}
      ${this.marks.map((row) => this.mark(row, x))} ${this.drawCursor(x, y)}
    </svg>`;
  }

  private valueAxis(y: Scale): TemplateResult[] {
    const values = ticks(y.from, y.to, Math.max(2, Math.floor(this.height / 40)));
    const step = (values[1] ?? 1) - (values[0] ?? 0);
    return values.map(
      (at) =>
        svg`<line class="grid" x1=${MARGIN.left} x2=${this.width - MARGIN.right} y1=${y(at)} y2=${y(at)}></line>
          <text class="tick" x=${MARGIN.left - 6} y=${y(at) + 4} text-anchor="end">${this.tickLabel(at, step)}</text>`,
    );
  }

  private timeAxis(x: Scale): TemplateResult[] {
    const { at, step } = timeTicks(x.from, x.to, Math.max(2, Math.floor(this.width / 90)));
    const bottom = this.height - MARGIN.bottom;
    return at.map(
      (time) =>
        svg`<line class="tickmark" x1=${x(time)} x2=${x(time)} y1=${bottom} y2=${bottom + 4}></line>
          <text class="tick" x=${x(time)} y=${this.height - 5} text-anchor=${this.anchor(x(time))}>${
            step >= 24 * HOUR || time % (24 * HOUR) === 0 ? day(time) : clock(time)
          }</text>`,
    );
  }

  /** A label at the edge is written inwards, where there is room for it. */
  private anchor(at: number): 'middle' | 'end' {
    return at > this.width - MARGIN.right - HALF_LABEL ? 'end' : 'middle';
  }

  private draw(layer: Layer, rows: readonly number[], x: Scale, y: Scale): TemplateResult[] {
    const at = (row: number): number => x(this.times[row] ?? 0);
    switch (layer.kind) {
      case 'dots':
        return rows.flatMap((row) => {
          const value = layer.at(row);
          return value === undefined
            ? []
            : [svg`<circle class=${layer.style} cx=${at(row)} cy=${y(value)} r="1.6"></circle>`];
        });
      case 'line':
      case 'step':
        return [svg`<path class="trace ${layer.style}" d=${trace(layer, rows, at, y)}></path>`];
      case 'band':
        return [svg`<path class="band ${layer.style}" d=${area(layer, rows, at, y)}></path>`];
    }
  }

  private mark(row: number, x: Scale): TemplateResult {
    const at = x(this.times[row] ?? 0);
    const bottom = this.height - MARGIN.bottom;
    return svg`<path class="event" d="M${at - 3.5} ${bottom}h7l-3.5 -6z"></path>`;
  }

  private drawCursor(x: Scale, y: Scale): TemplateResult | typeof nothing {
    const time = this.cursor === undefined ? undefined : this.times[this.cursor];
    if (time === undefined || this.cursor === undefined) {
      return nothing;
    }
    const row = this.cursor;
    return svg`<line class="cursor" x1=${x(time)} x2=${x(time)} y1=${MARGIN.top} y2=${this.height - MARGIN.bottom}></line>
      ${this.layers.map((layer) => {
        const value = layer.kind === 'band' ? undefined : layer.at(row);
        return value === undefined
          ? nothing
          : svg`<circle class="point ${layer.style}" cx=${x(time)} cy=${y(value)} r="3"></circle>`;
      })}`;
  }
}

function px(value: number): string {
  return value.toFixed(1);
}

function trace(
  layer: { readonly kind: 'line' | 'step' | 'dots'; readonly at: (row: number) => Value },
  rows: readonly number[],
  at: (row: number) => number,
  y: Scale,
): string {
  let path = '';
  let open = false;
  for (const row of rows) {
    const value = layer.at(row);
    if (value === undefined) {
      open = false;
    } else if (!open) {
      path += `M${px(at(row))} ${px(y(value))}`;
      open = true;
    } else {
      path += layer.kind === 'step' ? `H${px(at(row))}V${px(y(value))}` : `L${px(at(row))} ${px(y(value))}`;
    }
  }
  return path;
}

function area(
  layer: { readonly low: (row: number) => Value; readonly high: (row: number) => Value },
  rows: readonly number[],
  at: (row: number) => number,
  y: Scale,
): string {
  let path = '';
  let run: { x: string; low: string; high: string }[] = [];
  const close = (): void => {
    if (run.length > 1) {
      path += `M${run.map((each) => `${each.x} ${each.high}`).join('L')}`;
      path += `L${run.reverse().map((each) => `${each.x} ${each.low}`).join('L')}Z`;
    }
    run = [];
  };
  for (const row of rows) {
    const low = layer.low(row);
    const high = layer.high(row);
    if (low === undefined || high === undefined) {
      close();
    } else {
      run.push({ x: px(at(row)), low: px(y(low)), high: px(y(high)) });
    }
  }
  close();
  return path;
}

/**
 * The rows to draw: all of them, or when they outnumber the pixels the first, the highest and the lowest of
 * each bucket, so that no peak is lost.
 */
function thin(layer: Layer, count: number, width: number): number[] {
  const bucket = Math.ceil(count / Math.max(1, width));
  if (bucket <= 3) {
    return Array.from({ length: count }, (_, row) => row);
  }
  const top = layer.kind === 'band' ? layer.high : layer.at;
  const rows: number[] = [];
  for (let start = 0; start < count; start += bucket) {
    let highest = start;
    let lowest = start;
    for (let row = start; row < Math.min(count, start + bucket); row++) {
      highest = (top(row) ?? -Infinity) > (top(highest) ?? -Infinity) ? row : highest;
      lowest = (top(row) ?? Infinity) < (top(lowest) ?? Infinity) ? row : lowest;
    }
    rows.push(...new Set([start, Math.min(highest, lowest), Math.max(highest, lowest)]));
  }
  if (rows[rows.length - 1] !== count - 1) {
    rows.push(count - 1);
  }
  return rows;
}

function nearest(times: readonly number[], time: number): number {
  let low = 0;
  let high = times.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= time) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return Math.abs((times[high] ?? 0) - time) < Math.abs((times[low] ?? 0) - time) ? high : low;
}

customElements.define('time-chart', TimeChart);
