package org.plimsoll.conformance.page;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/// A headless Chromium that may reach the local machine and nothing else.
final class Browser implements AutoCloseable {
  private static final List<Path> BROWSERS =
      List.of(
          Path.of("/usr/bin/chromium"),
          Path.of("/usr/bin/chromium-browser"),
          Path.of("/usr/bin/google-chrome"));
  private static final List<Path> DRIVERS =
      List.of(Path.of("/usr/bin/chromedriver"), Path.of("/usr/lib/chromium/chromedriver"));
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final ChromeDriver driver;
  private final Path profile;

  private Browser(ChromeDriver driver, Path profile) {
    this.driver = driver;
    this.profile = profile;
  }

  /// Why no browser test can run here, or nothing when one can.
  static Optional<String> missing() {
    if (first(BROWSERS) == null) {
      return Optional.of("no Chromium at " + BROWSERS + " (Debian: apt-get install chromium)");
    }
    if (first(DRIVERS) == null) {
      return Optional.of(
          "no chromedriver at " + DRIVERS + " (Debian: apt-get install chromium-driver)");
    }
    return Optional.empty();
  }

  private static @Nullable Path first(List<Path> candidates) {
    return candidates.stream().filter(Files::isExecutable).findFirst().orElse(null);
  }

  /// Starts a browser with a fresh profile.
  static Browser start() throws IOException {
    Path browser = first(BROWSERS);
    Path chromedriver = first(DRIVERS);
    if (browser == null || chromedriver == null) {
      throw new IllegalStateException(missing().orElse("no browser"));
    }
    Path profile = Files.createTempDirectory("plimsoll-page");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser.toFile());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-domain-reliability",
        "--disable-features=OptimizationHints,MediaRouter,Translate",
        "--hide-scrollbars",
        "--lang=en",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
        "--user-data-dir=" + profile);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    // The driver's path is given, so that Selenium Manager has nothing to look for or to download.
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File(chromedriver.toString()))
            .usingAnyFreePort()
            .withSilent(true)
            .build();
    return new Browser(new ChromeDriver(service, options), profile);
  }

  /// Opens an address as a reader with no stored choices would.
  void open(URI address) {
    driver.get(address.toString());
    run("localStorage.clear()");
    driver.get("about:blank");
    driver.get(address.toString());
  }

  /// Opens an address in a fresh document, whatever was stored before.
  void visit(URI address) {
    driver.get("about:blank");
    driver.get(address.toString());
  }

  /// Loads the page again, with whatever it has stored.
  void reload() {
    driver.navigate().refresh();
  }

  /// Sets the size of the page's own area.
  void resize(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /// Gives the window its natural size again.
  void resetSize() {
    driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    driver.manage().window().setSize(new Dimension(1440, 1000));
  }

  /// Runs a script in the page and returns what it returns.
  @Nullable Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /// Runs a script that returns text.
  String text(String script, Object... arguments) {
    return String.valueOf(run(script, arguments));
  }

  /// Waits until a script returns true.
  void await(String what, String script, Object... arguments) {
    new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50))
        .withMessage("waiting until " + what)
        .until(_ -> Boolean.TRUE.equals(run(script, arguments)));
  }

  /// The first element that a CSS selector finds.
  WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  /// Sends keys to whatever has the focus.
  void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /// Sends one key with Shift held.
  void pressShifted(Keys key) {
    new Actions(driver).keyDown(Keys.SHIFT).sendKeys(key).keyUp(Keys.SHIFT).perform();
  }

  /// What the page wrote on the console since last asked, warnings and worse.
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  /// The visible page as a PNG.
  byte[] screenshot() {
    return driver.getScreenshotAs(OutputType.BYTES);
  }

  @Override
  public void close() throws IOException {
    driver.quit();
    try (Stream<Path> walk = Files.walk(profile)) {
      for (Path path : walk.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
