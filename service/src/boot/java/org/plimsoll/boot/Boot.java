package org.plimsoll.boot;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileReader;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The entry of {@code java -jar}. It is compiled for Java 8 so that an old default Java can load it,
 * find a Java 25 or later in the usual places by reading their {@code release} files, and start the
 * program there. On a new enough Java it calls the program at once.
 */
public final class Boot {
  private static final int NEEDS = 25;
  private static final int EX_UNAVAILABLE = 69;
  private static final String MAIN = "org.plimsoll.service.Main";

  private Boot() {}

  public static void main(String[] args) throws Exception {
    if (feature(System.getProperty("java.specification.version")) >= NEEDS) {
      runHere(args);
      return;
    }
    List<String> looked = new ArrayList<String>();
    File home = findHome(looked);
    if (home == null) {
      System.err.println("Plimsoll needs Java " + NEEDS + " or later. It looked at:");
      for (String place : looked) {
        System.err.println("  " + place);
      }
      System.err.println("Get one from https://adoptium.net, or set PLIMSOLL_JAVA_HOME.");
      System.exit(EX_UNAVAILABLE);
    }
    System.exit(runThere(home, args));
  }

  private static void runHere(String[] args) throws Exception {
    try {
      Class.forName(MAIN).getMethod("main", String[].class).invoke(null, (Object) args);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception ? (Exception) e.getCause() : e;
    }
  }

  private static int runThere(File home, String[] args) throws IOException, InterruptedException {
    File jar = new File(Boot.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    List<String> command = new ArrayList<String>();
    command.add(new File(home, "bin/java").getPath());
    command.add("-jar");
    command.add(jar.getPath());
    command.addAll(Arrays.asList(args));
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private static File findHome(List<String> looked) {
    for (File home : candidates()) {
      int feature = featureOf(home);
      if (feature >= NEEDS) {
        return home;
      }
      looked.add(home + ": " + (feature == 0 ? "no release file" : "Java " + feature));
    }
    return null;
  }

  private static List<File> candidates() {
    List<File> homes = new ArrayList<File>();
    for (String name : new String[] {"PLIMSOLL_JAVA_HOME", "JAVA_HOME"}) {
      String value = System.getenv(name);
      if (value != null && !value.isEmpty()) {
        homes.add(new File(value));
      }
    }
    String user = System.getProperty("user.home");
    String[] folders = {
      "/usr/lib/jvm", "/usr/local/lib/jvm", "/opt", "/opt/java", user + "/.jdks",
      user + "/.sdkman/candidates/java"
    };
    for (String folder : folders) {
      addChildren(homes, folder, "");
    }
    addChildren(homes, "/Library/Java/JavaVirtualMachines", "/Contents/Home");
    return homes;
  }

  private static void addChildren(List<File> homes, String folder, String suffix) {
    String[] names = new File(folder).list();
    if (names == null) {
      return;
    }
    Arrays.sort(names);
    for (String name : names) {
      File home = new File(folder + "/" + name + suffix);
      if (new File(home, "release").isFile()) {
        homes.add(home);
      }
    }
  }

  private static int featureOf(File home) {
    try (BufferedReader reader = new BufferedReader(new FileReader(new File(home, "release")))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith("JAVA_VERSION=")) {
          return feature(line.substring("JAVA_VERSION=".length()).replace("\"", ""));
        }
      }
    } catch (IOException e) {
      return 0;
    }
    return 0;
  }

  private static int feature(String version) {
    String text = version.startsWith("1.") ? version.substring(2) : version;
    int end = 0;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return end == 0 ? 0 : Integer.parseInt(text.substring(0, end));
  }
}
