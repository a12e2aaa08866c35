package dev.trainyard.auth.session;

import java.util.LinkedHashMap;
import java.util.Map;

/** Puts a browser's name for itself into words; what it does not know stays as it is. */
final class Device {

  /** In this order, since most browsers also name those that they descend from. */
  private static final Map<String, String> BROWSERS = new LinkedHashMap<>();

  private static final Map<String, String> SYSTEMS = new LinkedHashMap<>();

  static {
    BROWSERS.put("Edg", "Edge");
    BROWSERS.put("OPR/", "Opera");
    BROWSERS.put("Firefox/", "Firefox");
    BROWSERS.put("FxiOS/", "Firefox");
    BROWSERS.put("CriOS/", "Chrome");
    BROWSERS.put("Chrome/", "Chrome");
    BROWSERS.put("Safari/", "Safari");
    SYSTEMS.put("iPhone", "iPhone");
    SYSTEMS.put("iPad", "iPad");
    SYSTEMS.put("Android", "Android");
    SYSTEMS.put("Windows", "Windows");
    SYSTEMS.put("Mac OS X", "macOS");
    SYSTEMS.put("CrOS", "ChromeOS");
    SYSTEMS.put("Linux", "Linux");
  }

  private Device() {}

  /** For example {@code Firefox on Linux}. */
  static String of(String userAgent) {
    String browser = known(BROWSERS, userAgent);
    String system = known(SYSTEMS, userAgent);
    if (browser.isEmpty()) {
      return userAgent.isEmpty() ? "Unknown device" : userAgent.replaceFirst("[/ ].*", "");
    }
    return system.isEmpty() ? browser : browser + " on " + system;
  }

  private static String known(Map<String, String> names, String userAgent) {
    return names.entrySet().stream()
        .filter(name -> userAgent.contains(name.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }
}
