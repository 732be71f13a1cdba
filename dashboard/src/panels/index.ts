// One line a panel.
import './masthead.js';
import './law-switch.js';
import './instrument-table.js';
import './rate-history.js';
import './forecast-fan.js';
import './formula.js';
import './accounts.js';
import './event-feed.js';
import './log-browser.js';
