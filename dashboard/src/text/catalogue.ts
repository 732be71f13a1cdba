import type { Language } from '../state/preferences.js';
import { en } from './en.js';
import { zh } from './zh.js';

export type TextKey = keyof typeof en;
export type Catalogue = Readonly<Record<TextKey, string>>;

const catalogues: Readonly<Record<Language, Catalogue>> = { en, zh };

let current: Language = 'en';

export function setLanguage(language: Language): void {
  current = language;
}

/** The language tag for Intl. */
export function language(): string {
  return current === 'zh' ? 'zh-CN' : 'en';
}

/** A text of the catalogue, with `{name}` replaced. */
export function t(key: TextKey, values: Readonly<Record<string, string>> = {}): string {
  return catalogues[current][key].replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** Of one text in two languages, that in the reader's; in English where there is no other. */
export function local(english: string, chinese: string | undefined): string {
  return current === 'zh' ? (chinese ?? english) : english;
}

/** The reader's word for an identifier of the API, or the identifier itself when the page does not know it. */
export function word(family: string, id: string): string {
  const key = `${family}.${id}`;
  return key in catalogues[current] ? catalogues[current][key as TextKey] : id;
}
