package org.plimsoll.rulepacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.engine.rulebook.RulePack;

class PackDiffTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

  private static RulePack builtIn(String id) {
    String file = id + ".yaml";
    return PackLoaderTest.loaded(file, BuiltInPacks.text(file));
  }

  @Test
  void securityFuturesFellFromTwentyToFifteenPerCentInDecember2020() {
    List<PackDiff.Change> changes =
        PackDiff.between(
            builtIn("us/security-futures"),
            LocalDate.of(2020, 12, 23),
            LocalDate.of(2020, 12, 24),
            TODAY);
    assertEquals(1, changes.size(), changes.toString());
    assertEquals("0.20", changes.getFirst().before());
    assertEquals("0.15", changes.getFirst().after());
    assertEquals(LocalDate.of(2020, 12, 24), changes.getFirst().since());
  }

  @Test
  void aPackDoesNotDifferFromItself() {
    for (String file : BuiltInPacks.files()) {
      RulePack pack = PackLoaderTest.loaded(file, BuiltInPacks.text(file));
      assertEquals(List.of(), PackDiff.between(pack, pack, TODAY, TODAY), file);
    }
  }

  @Test
  void theDayBeforeARuleBeginsItIsNotInForce() {
    List<PackDiff.Change> changes =
        PackDiff.between(
            builtIn("eu/retail-cfd"), LocalDate.of(2018, 7, 31), LocalDate.of(2018, 8, 1), TODAY);
    assertTrue(
        changes.stream()
            .anyMatch(
                change ->
                    change.name().equals("status")
                        && "not in force: NO_RULE_IN_FORCE".equals(change.before())
                        && "IN_FORCE".equals(change.after())),
        changes.toString());
  }

  @Test
  void theBuiltInLibraryIsSoundAndRemarksOnWhatIsNotConfirmed() {
    List<PackVerification.Report> reports = PackVerification.verify(PackLibrary.builtIn(), TODAY);
    assertEquals(BuiltInPacks.files().size(), reports.size());
    for (PackVerification.Report report : reports) {
      assertTrue(report.isSound(), report.toString());
    }
    assertTrue(
        reports.stream()
            .filter(report -> report.packId().equals("us/cftc-dco"))
            .anyMatch(report -> report.remarks().stream().anyMatch(r -> r.endsWith("memory"))));
    assertTrue(
        PackVerification.verify(PackLibrary.builtIn(), TODAY.plusYears(2)).stream()
            .allMatch(report -> report.remarks().toString().contains("not checked for 365 days")));
  }

  @Test
  void everyJurisdictionOfTheDemoCanBeChosen() {
    Instant day = Instant.parse("2026-10-11T00:00:00Z");
    List<String> choices =
        PackLibrary.builtIn().choices("perpetual", "crypto", day, day).stream()
            .map(choice -> choice.jurisdiction() + " " + choice.clientClass())
            .toList();
    for (String wanted :
        List.of("EU retail", "JP corporate", "JP individual", "US ccp_member", "NONE retail")) {
      assertTrue(choices.contains(wanted), wanted + " in " + choices);
    }
    assertFalse(choices.contains("EU professional"), "MiCA sets no rate");
  }

  @Test
  void aLibraryReportsWhatIsNotAPackAndGoesOn(@TempDir Path folder) throws Exception {
    Files.createDirectories(folder.resolve("eu"));
    Files.writeString(folder.resolve("index"), "eu/retail-cfd.yaml\neu/wrong.yaml\neu/gone.yaml\n");
    Files.write(folder.resolve("eu/retail-cfd.yaml"), BuiltInPacks.bytes("eu/retail-cfd.yaml"));
    Files.write(folder.resolve("eu/wrong.yaml"), BuiltInPacks.bytes("eu/retail-cfd.yaml"));
    PackLibrary library = PackLibrary.read(folder, PublicKeys.builtIn());
    assertEquals(1, library.entries().size());
    assertEquals(
        List.of("eu/wrong.yaml", "eu/gone.yaml"),
        library.failures().stream().map(PackLibrary.Failure::file).toList());
  }
}
