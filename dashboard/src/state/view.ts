/** What the reader looks at; kept in the address, so that a link shows another reader the same. */
export interface View {
  readonly jurisdiction: string;
  readonly clientClass: string;
  readonly instrument: string;
  /** The entry of the public log that is shown, by its index; empty for none. */
  readonly entry: string;
}

export function readView(): View {
  const parameters = new URLSearchParams(location.hash.slice(1));
  return {
    jurisdiction: parameters.get('jurisdiction') ?? '',
    clientClass: parameters.get('clientClass') ?? '',
    instrument: parameters.get('instrument') ?? '',
    entry: parameters.get('entry') ?? '',
  };
}

export function writeView(view: View): void {
  const { entry, ...rest } = view;
  const parameters = new URLSearchParams(entry === '' ? rest : { ...rest, entry });
  history.replaceState(null, '', `#${parameters}`);
}
