package org.plimsoll.conformance.page;

import java.net.URI;

/// A running server that serves the page at its root and the API beside it.
interface PageUnderTest extends AutoCloseable {
  /// The address of the page, ending in a slash.
  URI base();

  /// Ends the server and frees what it holds.
  @Override
  void close();
}
