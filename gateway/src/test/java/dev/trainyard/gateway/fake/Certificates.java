package dev.trainyard.gateway.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;

/** A certificate for this machine that nobody vouches for, as PEM files. */
public record Certificates(Path certificate, Path key) {

  private static final String PASSWORD = "changeit";

  /** Makes a new pair, in place of the one that is there. */
  public static Certificates create(Path directory)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = Files.createTempDirectory(directory, "store").resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "gateway",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-validity",
                "90",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
    if (keytool.waitFor() != 0) {
      throw new IOException(said);
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    Key key = keys.getKey("gateway", PASSWORD.toCharArray());
    var files =
        new Certificates(directory.resolve("gateway.crt"), directory.resolve("gateway.key"));
    Files.writeString(
        files.certificate, pem("CERTIFICATE", keys.getCertificate("gateway").getEncoded()));
    Files.writeString(files.key, pem("PRIVATE KEY", key.getEncoded()));
    return files;
  }

  private static String pem(String what, byte[] bytes) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
  }
}
