import { LitElement } from 'lit';
import { page } from '../state/page.js';

/**
 * A part of the page. It renders into the page's own document, not into a shadow root: labels, headings and
 * descriptions refer to each other across panels, which a shadow root would cut, and one style sheet serves all.
 */
export abstract class Panel extends LitElement {
  protected readonly venue = page.venue;

  private readonly onChange = (): void => this.requestUpdate();

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.venue.addEventListener('change', this.onChange);
    page.addEventListener('preferences', this.onChange);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.venue.removeEventListener('change', this.onChange);
    page.removeEventListener('preferences', this.onChange);
  }
}
