package dev.trainyard.modelpackage.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Turns SIGTERM, SIGINT and the death of the parent into a call.
 *
 * <p>Shutdown hooks will not do: they run beside native code that is still computing, and the hooks
 * of the native libraries free what it uses.
 */
public final class StopSignals {

  private static final Path STANDARD_INPUT = Path.of("/proc/self/fd/0");

  private StopSignals() {}

  /**
   * Calls on SIGTERM and SIGINT. The class behind it is in the module jdk.unsupported and reached
   * by reflection, because the compiler warns of its name and has no way to say that this is
   * intended.
   */
  public static void onTerminate(Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              StopSignals.class.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> {
                action.run();
                return null;
              });
      for (String name : new String[] {"TERM", "INT"}) {
        signal
            .getMethod("handle", signal, handler)
            .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java has no sun.misc.Signal", e);
    }
  }

  /**
   * Calls once the stream ends, which a pipe does when its writer dies. A standard input that never
   * had a writer (/dev/null, as in a pod) is not watched.
   */
  public static void onEndOfInput(InputStream input, Runnable action) {
    if (isNullDevice()) {
      return;
    }
    Thread.ofPlatform()
        .daemon()
        .name("parent-watch")
        .start(
            () -> {
              try {
                input.transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                // A broken pipe means the same as its end.
              }
              action.run();
            });
  }

  private static boolean isNullDevice() {
    try {
      return Files.readSymbolicLink(STANDARD_INPUT).equals(Path.of("/dev/null"));
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
