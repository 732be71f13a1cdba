package org.plimsoll.engine.formula.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.formula.Checked;

class LiveFormulasTest {
  /// What a clock moves between the interpreted, the compiled and the next interpreted sweep: every
  /// compiled sweep is faster.
  private static final long[] FAST = {2, 1, 0};

  /// Every interpreted sweep is faster, and long pauses lie between them.
  private static final long[] SLOW = {1, 2, 10_000_000};

  private static SortedMap<String, Program> programs(String... texts) {
    SortedMap<String, Program> programs = new TreeMap<>();
    for (int i = 0; i < texts.length; i++) {
      programs.put("f" + i, Program.of(Checked.formula(texts[i], "a:rate b:rate")));
    }
    return programs;
  }

  private static LongSupplier clock(long[] moves) {
    var calls = new AtomicInteger();
    var now = new AtomicLong();
    return () -> now.getAndAdd(moves[calls.getAndIncrement() % moves.length]);
  }

  private static Warming warming(LiveFormulas live, long[] moves) {
    return live.nextToWarm(clock(moves)).orElseThrow();
  }

  private static void finish(Warming warming) {
    int steps = 0;
    while (!warming.step()) {
      assertTrue(++steps < 20_000);
    }
  }

  @Test
  void newEditionServesAtOnceAndIsCompiledLater() {
    var live = new LiveFormulas(programs("a + b"));
    Edition first = live.current();
    Kernel interpreted = first.kernel("f0");
    assertFalse(first.isSettled("f0"));
    finish(warming(live, FAST));
    assertTrue(first.isSettled("f0"));
    assertNotSame(interpreted, first.kernel("f0"));
    assertEquals(Optional.empty(), live.nextToWarm(() -> 0));
    Edition second = live.replace(programs("a - b"));
    assertSame(second, live.current());
    assertEquals(2, second.version());
    assertFalse(second.isSettled("f0"));
  }

  @Test
  void preparedEditionIsCompiledBeforeItIsInForce() {
    var live = new LiveFormulas(programs("a + b"));
    Edition first = live.current();
    Edition next = live.prepare(programs("a - b"));
    finish(LiveFormulas.nextToWarm(next, clock(FAST)).orElseThrow());
    assertSame(first, live.current());
    assertTrue(next.isSettled("f0"));
    live.install(next);
    assertSame(next, live.current());
    assertThrows(IllegalArgumentException.class, () -> live.install(first));
  }

  @Test
  void kernelThatIsNeverFasterNeverServes() {
    var live = new LiveFormulas(programs("max(a, b) * 2"));
    Kernel interpreted = live.current().kernel("f0");
    finish(warming(live, SLOW));
    assertTrue(live.current().isSettled("f0"));
    assertSame(interpreted, live.current().kernel("f0"));
  }

  @Test
  void warmingOfAnEditionThatWasReplacedTouchesTheNewOneNot() {
    var live = new LiveFormulas(programs("a + b"));
    Warming late = warming(live, FAST);
    Edition next = live.replace(programs("a * b"));
    Kernel kernel = next.kernel("f0");
    finish(late);
    assertSame(kernel, next.kernel("f0"));
    assertFalse(next.isSettled("f0"));
  }

  @Test
  void codeOfAnEditionThatWasReplacedIsUnloaded() throws InterruptedException {
    var live = new LiveFormulas(programs("sqrt(a) + exp(b)", "log(a) / b"));
    List<WeakReference<Class<?>>> classes = new ArrayList<>();
    for (String name : live.current().names()) {
      finish(warming(live, FAST));
      classes.add(new WeakReference<>(live.current().kernel(name).lastStage().getClass()));
    }
    for (WeakReference<Class<?>> type : classes) {
      assertTrue(Objects.requireNonNull(type.get()).isHidden());
    }
    live.replace(programs("a"));
    for (int i = 0; i < 100 && classes.stream().anyMatch(type -> type.get() != null); i++) {
      System.gc();
      Thread.sleep(20);
    }
    for (WeakReference<Class<?>> type : classes) {
      assertNull(type.get());
    }
  }

  /// Every edition has two programs with the same answer, its own; a sweep that mixed editions
  /// would see two answers.
  @Test
  void sweepsBesideReloadsNeverMixEditions() throws InterruptedException, ExecutionException {
    var live = new LiveFormulas(edition(1));
    var stop = new AtomicBoolean();
    Callable<Long> sweeps = () -> sweepUntil(stop, live);
    try (var threads = Executors.newFixedThreadPool(3)) {
      List<Future<Long>> readers = List.of(threads.submit(sweeps), threads.submit(sweeps));
      Future<?> warmer = threads.submit(() -> warmUntil(stop, live));
      for (int version = 2; version < 150; version++) {
        live.replace(edition(version));
        Thread.sleep(1);
      }
      stop.set(true);
      warmer.get();
      for (Future<Long> reader : readers) {
        assertTrue(reader.get() > 100);
      }
    }
  }

  private static SortedMap<String, Program> edition(int version) {
    return programs("a * " + version + ".0 + b - b", "b - b + " + version + ".0 * a");
  }

  private static void warmUntil(AtomicBoolean stop, LiveFormulas live) {
    while (!stop.get()) {
      live.nextToWarm(clock(FAST)).ifPresent(LiveFormulasTest::finish);
    }
  }

  private static long sweepUntil(AtomicBoolean stop, LiveFormulas live) {
    double[] ones = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    var answers = new Answers(ones.length);
    var workspace = new Workspace();
    long sweeps = 0;
    while (!stop.get()) {
      Edition edition = live.current();
      for (String name : edition.names()) {
        Kernel kernel = edition.kernel(name);
        Batch batch = Batch.of(kernel.program(), ones.length).set("a", ones).set("b", ones);
        assertEquals(0, kernel.evaluate(batch, workspace, answers));
        for (double answer : answers.values()) {
          assertEquals((double) edition.version(), answer);
        }
      }
      sweeps++;
    }
    return sweeps;
  }
}
