package org.plimsoll.rulepacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.plimsoll.engine.rulebook.Resolution;
import org.plimsoll.engine.rulebook.RuleBook;
import org.plimsoll.engine.rulebook.RulePack;
import org.plimsoll.engine.rulebook.Selection;

/// Every worked case of every built-in pack, and what must hold of all packs together.
class WorkedCaseTest {
  private static final List<RulePack> PACKS =
      BuiltInPacks.files().stream()
          .map(file -> PackLoaderTest.loaded(file, BuiltInPacks.text(file)))
          .toList();

  @TestFactory
  List<DynamicTest> everyWorkedCaseComesOutAsItSays() {
    return PACKS.stream()
        .flatMap(pack -> CaseRunner.run(pack).stream())
        .map(
            result ->
                DynamicTest.dynamicTest(
                    result.packId() + ": " + result.example().name(),
                    () ->
                        assertTrue(
                            result.passed(),
                            () ->
                                "expected "
                                    + result.example().expected()
                                    + " and got "
                                    + result.actual())))
        .toList();
  }

  @Test
  void everyCaseOfABindingPackIsAnsweredByItWhenAskedByJurisdictionAndDate() {
    RuleBook book = RuleBook.of(PACKS);
    for (RulePack pack : PACKS) {
      if (!pack.status().isBinding()
          || pack.selection() == Selection.ELECTIVE
          || pack.isNullPack()) {
        continue;
      }
      for (var example : pack.cases()) {
        if (example.expected().outcome().equals("UNAVAILABLE")) {
          continue;
        }
        var query = CaseRunner.query(pack, example);
        String answered =
            switch (book.resolve(query, new TreeMap<>(example.switches()))) {
              case Resolution.Resolved(var rules) -> rules.packId();
              case Resolution.NoRule none -> none.toString();
            };
        assertEquals(pack.id(), answered, example.name());
      }
    }
  }

  @Test
  void aWrongExpectationFails() {
    String text = BuiltInPacks.text("eu/retail-cfd.yaml");
    RulePack wrong = PackLoaderTest.loaded("x", text.replaceFirst("rate: 0.50", "rate: 0.49"));
    assertEquals(
        List.of("A contract on bitcoin on the first day of the decision"),
        CaseRunner.run(wrong).stream()
            .filter(result -> !result.passed())
            .map(result -> result.example().name())
            .toList());
  }
}
