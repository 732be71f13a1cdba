import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Bundles the page with esbuild, or type-checks it with TypeScript, from packages that Maven put
/// into `target/npm`. Runs as a single source file, so that the module needs no build of its own.
///
/// `java Bundle.java <module> bundle` writes `target/classes/web`; nothing is done when neither a
/// source nor a package changed. `java Bundle.java <module> check` runs `tsc` where Node is on the
/// machine and says why not otherwise.
public final class Bundle {
  private static final String PACKAGE_ROOT = "META-INF/resources/_static/";
  private static final int TIMEOUT_SECONDS = 120;

  private final Path module;
  private final Path target;
  private final Path packages;
  private final Path modules;

  private Bundle(Path module) {
    this.module = module;
    this.target = module.resolve("target");
    this.packages = target.resolve("npm");
    this.modules = target.resolve("node_modules");
  }

  /// Runs one job; see the type.
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 2) {
      throw new IllegalArgumentException("usage: java Bundle.java <module folder> bundle|check");
    }
    Bundle bundle = new Bundle(Path.of(arguments[0]).toAbsolutePath());
    switch (arguments[1]) {
      case "bundle" -> bundle.bundle();
      case "check" -> bundle.check();
      default -> throw new IllegalArgumentException("unknown job " + arguments[1]);
    }
  }

  // ---- the bundle ---------------------------------------------------------------------------

  private void bundle() throws Exception {
    Path stamp = target.resolve("web.stamp");
    Path web = target.resolve("classes/web");
    String inputs = fingerprint();
    if (Files.exists(stamp)
        && Files.readString(stamp).equals(inputs)
        && Files.exists(web.resolve("app.js"))) {
      System.out.println("The page is up to date.");
      return;
    }
    long startedNanos = System.nanoTime();
    unpackPackages();
    deleteTree(web);
    Files.createDirectories(web);
    Path page = module.resolve("src/page");
    run(
        List.of(
            esbuild().toString(),
            module.resolve("src/app.ts").toString(),
            page.resolve("early.ts").toString(),
            "--bundle",
            "--minify",
            "--legal-comments=eof",
            "--format=iife",
            "--target=es2022",
            "--charset=utf8",
            "--log-level=warning",
            "--entry-names=[name]",
            "--outdir=" + web));
    run(
        List.of(
            esbuild().toString(),
            page.resolve("app.css").toString(),
            "--bundle",
            "--minify",
            "--charset=utf8",
            "--log-level=warning",
            "--outfile=" + web.resolve("app.css")));
    for (String name : List.of("index.html", "mark.svg")) {
      Files.copy(page.resolve(name), web.resolve(name));
    }
    Files.writeString(stamp, inputs);
    System.out.printf(
        "Bundled the page in %d ms: app.js %,d bytes.%n",
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos),
        Files.size(web.resolve("app.js")));
  }

  /// Names, sizes and contents of everything the bundle is made from.
  private String fingerprint() throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    List<Path> inputs = new ArrayList<>();
    for (Path folder : List.of(module.resolve("src"), packages)) {
      try (Stream<Path> walk = Files.walk(folder)) {
        walk.filter(Files::isRegularFile).forEach(inputs::add);
      }
    }
    inputs.sort(Comparator.naturalOrder());
    for (Path input : inputs) {
      digest.update(module.relativize(input).toString().getBytes("UTF-8"));
      // A package's name carries its version; hashing 15 MB of jars each time would be waste.
      digest.update(
          input.startsWith(packages)
              ? Long.toString(Files.size(input)).getBytes("UTF-8")
              : Files.readAllBytes(input));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  // ---- the type check -----------------------------------------------------------------------

  private void check() throws Exception {
    Path node = onPath("node");
    if (node == null) {
      System.out.println("Type check of the page skipped: no node on the PATH.");
      return;
    }
    if (!Files.exists(modules.resolve("typescript/lib/tsc.js"))) {
      System.out.println(
          "Type check of the page skipped: no TypeScript in target/npm; build with -Ptypes.");
      return;
    }
    run(
        List.of(
            node.toString(),
            modules.resolve("typescript/lib/tsc.js").toString(),
            "--project",
            module.resolve("src/tsconfig.json").toString()));
    System.out.println("Type check of the page passed.");
  }

  private static Path onPath(String program) {
    String path = System.getenv("PATH");
    for (String folder : (path == null ? "" : path).split(java.io.File.pathSeparator)) {
      Path candidate = Path.of(folder).resolve(program);
      if (!folder.isEmpty() && Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    return null;
  }

  // ---- packages -----------------------------------------------------------------------------

  /// Lays the packages out as esbuild and tsc look for them: `node_modules/<package>/…`.
  private void unpackPackages() throws IOException {
    deleteTree(modules);
    try (Stream<Path> jars = Files.list(packages)) {
      for (Path jar : jars.sorted().toList()) {
        unpack(jar);
      }
    }
  }

  private void unpack(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      String scope = scopeOf(zip);
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (!entry.isDirectory() && entry.getName().startsWith(PACKAGE_ROOT)) {
          try (InputStream in = zip.getInputStream(entry)) {
            write(placeOf(scope, entry.getName().substring(PACKAGE_ROOT.length())), in);
          }
        }
      }
      ZipEntry declarations = zip.getEntry("META-INF/.more.tgz");
      if (declarations != null) {
        try (InputStream in = new GZIPInputStream(zip.getInputStream(declarations))) {
          unpackDeclarations(scope, in);
        }
      }
    }
  }

  /// The npm scope, from the Maven group: `org.mvnpm.at.lit` is `@lit`.
  private static String scopeOf(ZipFile zip) {
    String prefix = "META-INF/maven/org.mvnpm.at.";
    return zip.stream()
        .map(ZipEntry::getName)
        .filter(name -> name.startsWith(prefix) && name.endsWith("/pom.xml"))
        .map(name -> "@" + name.substring(prefix.length(), name.indexOf('/', prefix.length())))
        .findFirst()
        .orElse("");
  }

  /// Where `<package>/<version>/<rest>` goes; refuses a path that leaves the folder.
  private Path placeOf(String scope, String name) {
    String[] parts = name.split("/", 3);
    Path place = modules.resolve(scope).resolve(parts[0]).resolve(parts[2]).normalize();
    if (!place.startsWith(modules)) {
      throw new IllegalStateException("package entry outside its folder: " + name);
    }
    return place;
  }

  private static void write(Path place, InputStream in) throws IOException {
    Files.createDirectories(place.getParent());
    Files.write(place, in.readAllBytes());
  }

  /// The type declarations, which these packages keep in a tar of plain files.
  private void unpackDeclarations(String scope, InputStream tar) throws IOException {
    String root = PACKAGE_ROOT.substring("META-INF/".length());
    byte[] header = tar.readNBytes(512);
    String longName = null;
    while (header.length == 512 && header[0] != 0) {
      String name = longName == null ? text(header, 0, 100) : longName;
      String prefix = longName == null ? text(header, 345, 155) : "";
      longName = null;
      int size = Integer.parseInt(text(header, 124, 12).strip(), 8);
      byte[] content = tar.readNBytes(size);
      tar.skipNBytes((512 - size % 512) % 512);
      if (header[156] == 'L') {
        longName = text(content, 0, content.length);
      } else if (name.endsWith(".d.ts") || name.endsWith("package.json")) {
        String whole = prefix.isEmpty() || header[257] != 'u' ? name : prefix + "/" + name;
        if (whole.startsWith(root)) {
          write(
              placeOf(scope, whole.substring(root.length())),
              new java.io.ByteArrayInputStream(content));
        }
      }
      header = tar.readNBytes(512);
    }
  }

  private static String text(byte[] bytes, int from, int length) {
    int end = from;
    while (end < from + length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, from, end - from, java.nio.charset.StandardCharsets.UTF_8);
  }

  private Path esbuild() throws IOException {
    try (Stream<Path> walk = Files.walk(modules.resolve("@esbuild"))) {
      Path binary =
          walk.filter(Files::isRegularFile)
              .filter(path -> path.getFileName().toString().startsWith("esbuild"))
              .findFirst()
              .orElseThrow(
                  () -> new IllegalStateException("no esbuild for this platform in target/npm"));
      if (!binary.toFile().setExecutable(true)) {
        throw new IllegalStateException("cannot make executable: " + binary);
      }
      return binary;
    }
  }

  // ---- processes and folders ----------------------------------------------------------------

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException(command.getFirst() + " ran over " + TIMEOUT_SECONDS + " s");
    }
    if (process.exitValue() != 0) {
      System.exit(process.exitValue());
    }
  }

  private static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      walk.sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
