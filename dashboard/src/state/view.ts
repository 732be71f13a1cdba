/** What the reader looks at; kept in the address, so that a link shows another reader the same. */
export interface View {
  readonly jurisdiction: string;
  readonly clientClass: string;
  readonly instrument: string;
}

export function readView(): View {
  const parameters = new URLSearchParams(location.hash.slice(1));
  return {
    jurisdiction: parameters.get('jurisdiction') ?? '',
    clientClass: parameters.get('clientClass') ?? '',
    instrument: parameters.get('instrument') ?? '',
  };
}

export function writeView(view: View): void {
  const parameters = new URLSearchParams({ ...view });
  history.replaceState(null, '', `#${parameters}`);
}
