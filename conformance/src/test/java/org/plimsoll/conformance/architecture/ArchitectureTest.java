package org.plimsoll.conformance.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final String ROOT = "org.plimsoll.";
  private static final String ENGINE = ROOT + "engine.";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.plimsoll");

  private static final List<String> BELOW_MARGIN =
      List.of("quantity", "instrument", "account", "market", "volatility", "formula", "rulebook");

  /// The rooms of the engine and the rooms each may use, besides itself.
  private static final Map<String, List<String>> ENGINE_ROOMS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("quantity", List.of()),
              Map.entry("instrument", List.of("quantity")),
              Map.entry("account", List.of("quantity", "instrument")),
              Map.entry("market", List.of("quantity", "instrument")),
              Map.entry("volatility", List.of("quantity", "market")),
              Map.entry("formula", List.of("quantity")),
              Map.entry("rulebook", List.of("quantity", "formula")),
              Map.entry("margin", BELOW_MARGIN),
              Map.entry("liquidation", with(BELOW_MARGIN, "margin")),
              Map.entry("waterfall", with(BELOW_MARGIN, "margin", "liquidation")),
              Map.entry("portfolio", List.of("quantity", "instrument", "account", "margin")),
              Map.entry("book", with(BELOW_MARGIN, "margin", "liquidation", "waterfall"))));

  /// The modules and the modules each may use, besides itself.
  private static final Map<String, List<String>> MODULES =
      new TreeMap<>(
          Map.of(
              "engine", List.of(),
              "rulepacks", List.of("engine"),
              "feeds", List.of("engine"),
              "transparency", List.of(),
              "forecast", List.of("engine", "feeds"),
              "audit", List.of("engine", "rulepacks", "transparency"),
              "service",
                  List.of(
                      "engine",
                      "rulepacks",
                      "feeds",
                      "transparency",
                      "forecast",
                      "audit",
                      "dashboard")));

  @Test
  void everyModuleUsesOnlyTheModulesItMay() {
    MODULES.forEach(
        (module, allowed) ->
            noClasses()
                .that()
                .resideInAPackage(ROOT + module + "..")
                .should()
                .dependOnClassesThat(
                    resideInAnyPackage("org.plimsoll..")
                        .and(not(resideInAnyPackage(packages(ROOT, module, allowed)))))
                .allowEmptyShould(true)
                .check(CLASSES));
  }

  @Test
  void everyRoomOfTheEngineUsesOnlyTheRoomsItMay() {
    ENGINE_ROOMS.forEach(
        (room, allowed) ->
            noClasses()
                .that()
                .resideInAPackage(ENGINE + room + "..")
                .should()
                .dependOnClassesThat(
                    resideInAnyPackage("org.plimsoll..")
                        .and(not(resideInAnyPackage(packages(ENGINE, room, allowed)))))
                .allowEmptyShould(true)
                .check(CLASSES));
  }

  @Test
  void everyPackageOfTheEngineIsARoomOfTheMap() {
    Set<String> rooms = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      if (type.getPackageName().startsWith(ENGINE)) {
        rooms.add(roomOf(type));
      }
    }
    rooms.removeAll(ENGINE_ROOMS.keySet());
    assertEquals(
        Set.of(), rooms, "rooms of the engine that the map of allowed dependencies does not know");
  }

  @Test
  void engineDependsOnNothingButTheJdkAndJSpecify() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "engine..")
        .and(not(namedAnyOf(Set.of(VECTOR_KERNEL)))) // loaded only where the module is present
        .should()
        .dependOnClassesThat(
            not(resideInAnyPackage("org.plimsoll.engine..", "java..", "org.jspecify..")))
        .check(CLASSES);
  }

  @Test
  void transparencyDependsOnNothingButTheJdkAndJSpecify() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "transparency..")
        .should()
        .dependOnClassesThat(
            not(
                resideInAnyPackage(
                    "org.plimsoll.transparency..", "java..", "javax.crypto..", "org.jspecify..")))
        .check(CLASSES);
  }

  @Test
  void engineDoesNoInputOutputAndStartsNoThread() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "engine..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.nio.file..", "java.net..", "java.sql..", "javax..")
                .or(resideInAnyPackage("java.util.concurrent..", "java.lang.reflect.."))
                .or(namedAnyOf(THREADS_AND_FILES)))
        .check(CLASSES);
  }

  @Test
  void engineReadsNoClockNoChanceAndNoPlatformMathematics() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "engine..")
        .should()
        .callMethodWhere(describe("a call whose result may differ between runs", this::isAmbient))
        .check(CLASSES);
  }

  @Test
  void engineKeepsNothingInHashOrder() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "engine..")
        .should()
        .dependOnClassesThat(
            namedAnyOf(
                Set.of(
                    "java.util.HashMap",
                    "java.util.HashSet",
                    "java.util.IdentityHashMap",
                    "java.util.WeakHashMap")))
        .check(CLASSES);
  }

  private static final String VECTOR_KERNEL = ENGINE + "portfolio.VectorKernel";

  private static final Set<String> THREADS_AND_FILES =
      Set.of(
          "java.lang.Thread",
          "java.lang.ThreadLocal",
          "java.lang.Runtime",
          "java.lang.ProcessBuilder",
          "java.io.File",
          "java.io.FileInputStream",
          "java.io.FileOutputStream",
          "java.io.PrintStream",
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.time.Clock",
          "java.util.Locale");

  private static final Set<String> PLATFORM_MATHEMATICS =
      Set.of(
          "exp", "log", "log10", "log1p", "expm1", "pow", "sin", "cos", "tan", "asin", "acos",
          "atan", "atan2", "sinh", "cosh", "tanh", "cbrt", "hypot", "fma", "random");

  private boolean isAmbient(JavaCall<?> call) {
    String owner = call.getTargetOwner().getFullName();
    String name = call.getTarget().getName();
    return switch (owner) {
      case "java.lang.Math" -> PLATFORM_MATHEMATICS.contains(name);
      case "java.lang.System" -> !name.equals("arraycopy");
      case "java.time.Instant", "java.time.LocalDate", "java.time.LocalDateTime" ->
          name.equals("now");
      case "java.util.Map", "java.util.Set" ->
          name.equals("of") || name.equals("copyOf") || name.equals("ofEntries");
      case "java.lang.String" -> name.equals("format") || name.equals("formatted"); // the locale's
      case "java.util.stream.Stream", "java.util.Collection" ->
          name.equals("parallel") || name.equals("parallelStream");
      default -> false;
    };
  }

  private static List<String> with(List<String> rooms, String... more) {
    return Stream.concat(rooms.stream(), Stream.of(more)).toList();
  }

  private static String roomOf(JavaClass type) {
    String below = type.getPackageName().substring(ENGINE.length());
    int dot = below.indexOf('.');
    return dot < 0 ? below : below.substring(0, dot);
  }

  private static DescribedPredicate<JavaClass> namedAnyOf(Set<String> names) {
    return describe("named any of " + names, type -> names.contains(type.getFullName()));
  }

  private static String[] packages(String root, String own, List<String> allowed) {
    return Stream.concat(Stream.of(own), allowed.stream())
        .map(name -> root + name + "..")
        .toArray(String[]::new);
  }
}
