// Runs before the first paint, so that a reader in the dark never sees a white flash.
import { applyPreferences, loadPreferences } from '../state/preferences.js';

applyPreferences(loadPreferences());
