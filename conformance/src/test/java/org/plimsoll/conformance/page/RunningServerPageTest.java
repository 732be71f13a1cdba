package org.plimsoll.conformance.page;

import java.net.URI;
import org.junit.jupiter.api.Assumptions;

/// The page in front of a server that already runs: `mvn test
// -Dplimsoll.page=http://127.0.0.1:8080/`.
class RunningServerPageTest extends PageChecks {
  @Override
  PageUnderTest startServer() {
    String address = System.getProperty("plimsoll.page");
    if (address == null || address.isBlank()) {
      String reason = "no running server named by -Dplimsoll.page";
      System.out.println("Browser tests of a running server skipped: " + reason);
      Assumptions.abort(reason);
      throw new IllegalStateException(reason);
    }
    return new Running(URI.create(address.endsWith("/") ? address : address + "/"));
  }

  @Override
  String label() {
    return "running";
  }

  private record Running(URI base) implements PageUnderTest {
    @Override
    public void close() {
      // It was running before and goes on.
    }
  }
}
