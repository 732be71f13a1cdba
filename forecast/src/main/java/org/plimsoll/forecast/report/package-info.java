/// Reports in one HTML file that needs nothing else: text, tables, and charts as inline SVG.
@NullMarked
package org.plimsoll.forecast.report;

import org.jspecify.annotations.NullMarked;
