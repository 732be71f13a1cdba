import { language } from '../text/catalogue.js';

/** An answer of the API that is a problem (RFC 9457), or a failed connection. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

type Query = Readonly<Record<string, string | number | undefined>>;

/** Reads one resource of the API. */
export async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') {
      parameters.set(name, String(value));
    }
  }
  const tail = parameters.size > 0 ? `?${parameters}` : '';
  const response = await fetch(`api/v1/${path}${tail}`, {
    headers: { Accept: 'application/json', 'Accept-Language': language() },
    cache: 'no-store',
    ...(signal === undefined ? {} : { signal }),
  });
  if (!response.ok) {
    throw await problemOf(response);
  }
  return (await response.json()) as T;
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    const body = (await response.json()) as { code?: string; title?: string; detail?: string };
    return new Problem(response.status, body.code ?? '', body.detail ?? body.title ?? '');
  } catch {
    return new Problem(response.status, '', response.statusText);
  }
}
