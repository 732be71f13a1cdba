package org.plimsoll.rulepacks;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.plimsoll.engine.rulebook.Citation;
import org.plimsoll.engine.rulebook.DatedValue;
import org.plimsoll.engine.rulebook.Evidence;
import org.plimsoll.engine.rulebook.Parameter;
import org.plimsoll.engine.rulebook.Provenance;
import org.plimsoll.engine.rulebook.RulePack;
import org.plimsoll.engine.rulebook.Status;

/// Checks a library: format, signatures, citations and worked cases.
public final class PackVerification {
  /// After so many days somebody must look at a source again.
  public static final int REVIEW_DAYS = 365;

  /// What checking one pack gave.
  ///
  /// @param signature whether the holder of a trusted key signed this very content
  /// @param cases every worked case
  /// @param remarks what a reader should know and what does not make the pack unsound: evidence
  ///     from memory, sources without a link, overdue reviews, an end in sight
  public record Report(
      String packId,
      int version,
      String hash,
      PackSignature.State signature,
      List<CaseResult> cases,
      List<String> remarks) {
    /// Copies the lists.
    public Report {
      cases = List.copyOf(cases);
      remarks = List.copyOf(remarks);
    }

    /// Whether the signature is valid and every worked case passed.
    public boolean isSound() {
      return signature instanceof PackSignature.State.Valid
          && cases.stream().allMatch(CaseResult::passed);
    }
  }

  private PackVerification() {}

  /// A report for each pack of `library`. Files that are no packs are in its failures.
  ///
  /// @param today the day on which the check is made
  public static List<Report> verify(PackLibrary library, LocalDate today) {
    return library.entries().stream().map(entry -> report(entry, today)).toList();
  }

  private static Report report(PackLibrary.Entry entry, LocalDate today) {
    RulePack pack = entry.pack();
    return new Report(
        pack.id(),
        pack.version(),
        pack.hash(),
        entry.signature(),
        CaseRunner.run(pack),
        remarks(pack, today));
  }

  private static List<String> remarks(RulePack pack, LocalDate today) {
    List<String> remarks = new ArrayList<>();
    List<Provenance> all = provenances(pack).distinct().toList();
    remark(remarks, count(all, Evidence.MEMORY), "from memory");
    remark(remarks, count(all, Evidence.SECONDARY), "from a secondary source");
    if (pack.status() != Status.SCENARIO) {
      remark(
          remarks,
          all.stream().filter(one -> one.citation().link().equals(Citation.NO_LINK)).count(),
          "without a link");
    }
    remark(
        remarks,
        all.stream().filter(one -> one.lastChecked().plusDays(REVIEW_DAYS).isBefore(today)).count(),
        "not checked for " + REVIEW_DAYS + " days");
    LocalDate end = pack.effective().validTo();
    if (end != null && !end.isBefore(today) && end.isBefore(today.plusDays(REVIEW_DAYS))) {
      remarks.add("The rule ends on " + end);
    }
    return remarks;
  }

  private static long count(List<Provenance> all, Evidence grade) {
    return all.stream().filter(one -> one.evidence() == grade).count();
  }

  private static void remark(List<String> remarks, long count, String what) {
    if (count > 0) {
      remarks.add(count + (count == 1 ? " source " : " sources ") + what);
    }
  }

  /// The source of every statement of `pack`.
  static Stream<Provenance> provenances(RulePack pack) {
    return Stream.of(
            Stream.of(pack.basis()),
            pack.formulas().stream().map(formula -> formula.provenance()),
            pack.switches().stream().map(one -> one.provenance()),
            pack.parameters().stream()
                .map(Parameter::values)
                .flatMap(List::stream)
                .map(DatedValue::provenance))
        .flatMap(part -> part);
  }
}
