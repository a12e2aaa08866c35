package dev.trainyard.commons.naming;

import dev.trainyard.commons.problem.ProblemException;
import java.util.Set;
import java.util.regex.Pattern;

/** The rule for names of namespaces, repositories and deployments; they become URL segments. */
public final class Names {

  private static final Pattern SHAPE = Pattern.compile("[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?");

  /** First path segments of the public URL space, which a namespace must not shadow. */
  private static final Set<String> RESERVED =
      Set.of(
          "admin",
          "api",
          "assets",
          "datasets",
          "models",
          "spaces",
          "deployments",
          "experiments",
          "feed",
          "health",
          "jobs",
          "login",
          "logout",
          "new",
          "oauth",
          "orgs",
          "queues",
          "register",
          "forgot",
          "reset",
          "verify-email",
          "verify-registration",
          "restore-account",
          "restore-email",
          "runs",
          "serve",
          "settings",
          "setup",
          "static",
          "tokens",
          "uploads",
          "users",
          "xet",
          "home",
          "search",
          "docs",
          "metrics",
          "internal",
          "well-known",
          "favicon.ico",
          "robots.txt",
          "index.html",
          "robots",
          "audit",
          "privacy",
          "auth",
          "hub",
          "imports",
          "kernels",
          "buckets",
          "system",
          "operator",
          "trainyard",
          "console",
          "help",
          "about");

  private Names() {}

  public static boolean isValid(String name) {
    return name != null
        && SHAPE.matcher(name).matches()
        && !name.contains("..")
        && !name.contains("--")
        && !name.endsWith(".git")
        && !name.endsWith(".lock");
  }

  public static boolean isReserved(String name) {
    return RESERVED.contains(name);
  }

  /** Returns the name, or throws the 400 that names {@code field}. */
  public static String require(String field, String name) {
    if (!isValid(name)) {
      throw ProblemException.invalid(
          field,
          "must be 1 to 63 characters of a-z, 0-9, '.', '_' and '-', begin and end with a letter or"
              + " digit, and not hold '..' or '--' nor end in .git or .lock");
    }
    return name;
  }

  /** As {@link #require}, and refuses the names that are part of the URL space. */
  public static String requireNamespace(String field, String name) {
    require(field, name);
    if (isReserved(name)) {
      throw ProblemException.invalid(field, "is a reserved name");
    }
    return name;
  }
}
