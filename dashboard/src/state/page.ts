import { setLanguage } from '../text/catalogue.js';
import { applyPreferences, loadPreferences, savePreferences, type Preferences } from './preferences.js';
import { Venue } from './venue.js';

/** What all panels share: the venue, and what the reader prefers. */
class Page extends EventTarget {
  readonly venue = new Venue();
  preferences: Preferences = loadPreferences();

  constructor() {
    super();
    setLanguage(this.preferences.language);
    applyPreferences(this.preferences);
  }

  prefer(choice: Partial<Preferences>): void {
    this.preferences = { ...this.preferences, ...choice };
    setLanguage(this.preferences.language);
    savePreferences(this.preferences);
    applyPreferences(this.preferences);
    this.dispatchEvent(new Event('preferences'));
  }
}

export const page = new Page();
