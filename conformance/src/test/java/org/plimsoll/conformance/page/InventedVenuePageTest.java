package org.plimsoll.conformance.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The page in front of invented figures, and in situations that only a made-up server can bring.
class InventedVenuePageTest extends PageChecks {
  @SuppressWarnings("NullAway.Init")
  private InventedVenue venue;

  @Override
  PageUnderTest startServer() throws Exception {
    venue = InventedVenue.start();
    return venue;
  }

  @Override
  String label() {
    return "invented";
  }

  @Test
  void lostLineIsSaidAndTheStreamResumesWhereItBroke() {
    browser.await("the line stands", "return document.querySelector('.connection.live') !== null");
    venue.resumedFrom().clear();
    venue.cut(true);
    try {
      browser.await("the banner is up", "return document.querySelector('.banner.lost') !== null");
    } finally {
      venue.cut(false);
    }
    browser.await("the banner is gone", "return document.querySelector('.banner.lost') === null");
    List<String> resumed = venue.resumedFrom();
    assertNotEquals("", resumed.getFirst(), "asked again without Last-Event-ID");
    assertTrue(Long.parseLong(resumed.getFirst()) > 10_000, resumed.toString());
    // The refusals while the line was cut are on the console, as they should be.
    browser.complaints();
  }

  @Test
  void floodOfEventsIsDrawnAtMostTenTimesASecond() throws InterruptedException {
    venue.flood(40);
    try {
      browser.run(
          """
          window.frames_drawn = 0;
          new MutationObserver(() => { window.frames_drawn++; }).observe(
            document.querySelector('plimsoll-masthead'), {subtree: true, childList: true, characterData: true});
          """);
      TimeUnit.SECONDS.sleep(2);
      int frames = Integer.parseInt(browser.text("return window.frames_drawn"));
      assertTrue(frames >= 5 && frames <= 22, frames + " frames in two seconds");
    } finally {
      venue.flood(1);
    }
  }

  @Test
  void textFromTheApiIsNeverTakenForMarkup() {
    browser.await(
        "the hostile detail is shown as text",
        "return [...document.querySelectorAll('.words .sub')].some(e => e.textContent === arguments[0])",
        InventedFigures.HOSTILE);
    browser.await(
        "the formula is drawn",
        "return document.querySelectorAll('.formula .math math').length === 2");
    assertEquals("0", browser.text("return document.querySelectorAll('plimsoll-page img').length"));
    assertEquals(
        "0", browser.text("return document.querySelectorAll('annotation, main script').length"));
    assertEquals(
        "0", browser.text("return document.querySelectorAll('a[href^=javascript]').length"));
    assertEquals("Plimsoll · live margin rates", browser.text("return document.title"));
  }

  @Test
  void gapInTheForecastIsAGapAndNotAZero() {
    browser.await(
        "the fan is drawn",
        "return document.querySelector('plimsoll-forecast-fan path.band90')?.getAttribute('d') != null");
    // The bands of one day are missing, so that each band is two areas.
    assertEquals(
        "2",
        browser.text(
            "return document.querySelector('plimsoll-forecast-fan path.band90').getAttribute('d').split('Z').length - 1"));
  }

  @Test
  void liquidationPriceIsAWordWhereThereIsNone() {
    browser.await(
        "accounts are listed",
        "return document.querySelectorAll('.accounts tr[data-account]').length > 0");
    browser.run("document.querySelector('.accounts tr[data-account]').click()");
    browser.await("the account opened", "return document.querySelector('[data-opened]') !== null");
    String cell =
        "return document.querySelector(`[data-position='${arguments[0]}'] td:last-child`).textContent.trim()";
    assertEquals("98,123.40", browser.text(cell, "BTC-PERP"));
    assertEquals("none", browser.text(cell, "ETH-PERP"));
    assertEquals("Price is stale", browser.text(cell, "SOL-PERP"));
  }

  @Test
  void accountsInMostTroubleComeFirstAndAStatusNarrowsTheList() {
    browser.await(
        "the bankrupt account is first",
        "return document.querySelector('.accounts tr[data-account] .chip')?.textContent === 'Bankrupt'");
    browser.run("document.querySelector('[data-status=MARGIN_CALL]').click()");
    browser.await(
        "only margin calls are listed",
        "const chips = [...document.querySelectorAll('.accounts tr[data-account] .chip')];"
            + " return chips.length === 27 && chips.every(chip => chip.textContent === 'Margin call')");
  }

  @Test
  void rowsAreSortedAgainAtMostEveryTwoSeconds() throws InterruptedException {
    browser.run("document.querySelectorAll('.instruments thead button')[1].click()");
    TimeUnit.MILLISECONDS.sleep(200);
    browser.run(
        """
        window.orders = [];
        const read = () => [...document.querySelectorAll('.instruments tbody tr')].map(r => r.dataset.instrument).join();
        new MutationObserver(() => { const o = read(); if (o !== window.orders.at(-1)?.order) window.orders.push({order: o, at: performance.now()}); })
          .observe(document.querySelector('.instruments tbody'), {childList: true});
        document.querySelectorAll('.instruments thead button')[6].click();
        """);
    TimeUnit.SECONDS.sleep(5);
    String gaps =
        browser.text(
            "return window.orders.slice(2).map((o, i) => o.at - window.orders[i + 1].at).filter(gap => gap < 1900).join()");
    assertEquals("", gaps);
  }
}
