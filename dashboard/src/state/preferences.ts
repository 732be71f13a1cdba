/** What the reader chose about the page itself; kept in this browser only. */
export type Language = 'en' | 'zh';
export type Theme = 'system' | 'dark' | 'light';
/** Which colour means a rise. Colours of categories (alarm, floor, healthy) do not follow it. */
export type RiseColour = 'red' | 'green';

export interface Preferences {
  readonly language: Language;
  readonly theme: Theme;
  /** Absent until chosen: then Chinese readers get red for a rise, others green. */
  readonly rise: RiseColour | undefined;
}

const KEY = 'plimsoll.preferences';

function oneOf<T extends string>(value: unknown, allowed: readonly T[]): T | undefined {
  return allowed.find((each) => each === value);
}

/** The language of a reader who has chosen none. */
function languageOfBrowser(): Language {
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** Reads what was chosen; anything unreadable counts as not chosen. */
export function loadPreferences(): Preferences {
  let stored: Record<string, unknown> = {};
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (typeof parsed === 'object' && parsed !== null) {
      stored = parsed as Record<string, unknown>;
    }
  } catch {
    // Storage forbidden or damaged: the page works without it.
  }
  return {
    language: oneOf(stored['language'], ['en', 'zh'] as const) ?? languageOfBrowser(),
    theme: oneOf(stored['theme'], ['system', 'dark', 'light'] as const) ?? 'system',
    rise: oneOf(stored['rise'], ['red', 'green'] as const),
  };
}

export function savePreferences(preferences: Preferences): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // Storage forbidden: the choice lasts as long as the page.
  }
}

/** The colour of a rise, by choice or else by the custom of the language. */
export function riseColour(preferences: Preferences): RiseColour {
  return preferences.rise ?? (preferences.language === 'zh' ? 'red' : 'green');
}

/** Writes the choices onto the document, where the style sheet reads them. */
export function applyPreferences(preferences: Preferences): void {
  const root = document.documentElement;
  root.lang = preferences.language === 'zh' ? 'zh-CN' : 'en';
  root.dataset['rise'] = riseColour(preferences);
  if (preferences.theme === 'system') {
    delete root.dataset['theme'];
  } else {
    root.dataset['theme'] = preferences.theme;
  }
}
