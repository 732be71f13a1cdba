import type { Venue } from '../state/venue.js';
import { local } from '../text/catalogue.js';

/** The words that must stand wherever a number of a hypothetical pack does, in the reader's language. */
export function watermark(venue: Venue): string | undefined {
  const law = venue.chosenRegime();
  return law?.watermark === undefined
    ? [...venue.rows.values()].find((row) => row.watermark !== undefined)?.watermark
    : local(law.watermark, law.watermarkZh);
}
