package dev.trainyard.gateway.listen;

import dev.trainyard.gateway.config.GatewayConfig;
import dev.trainyard.gateway.config.TlsConfig;
import io.quarkus.logging.Log;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * TLS 1.2 and 1.3 with suites that have forward secrecy and authenticated encryption, and HTTP/2 on
 * top, bounded in streams, headers and resets.
 */
@ApplicationScoped
class Tls {

  private static final Set<String> PROTOCOLS = Set.of("TLSv1.3", "TLSv1.2");

  private static final List<String> SUITES =
      List.of(
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");

  private static final List<String> KEY_TYPES = List.of("EC", "RSA");
  private static final String ECDSA = "SHA256withECDSA";
  private static final String RSA = "SHA256withRSA";
  private static final byte[] PROBE = new byte[32];

  private static final long MAX_FILE = 1 << 20;
  private static final long MAX_STREAMS = 100;

  /** Streams that a client may break off in half a minute; CVE-2023-44487 is about more. */
  private static final int MAX_RESETS = 200;

  private final Vertx vertx;
  private final TlsConfig config;
  private final int maxHead;
  private volatile Pair pair;
  private volatile CurrentKeys keys;

  /** A certificate and its key, as bytes so that they can be compared. */
  private record Pair(Buffer certificate, Buffer key) {}

  Tls(Vertx vertx, GatewayConfig config) {
    this.vertx = vertx;
    this.config = config.tls();
    this.maxHead = config.listen().maxHead();
    if (this.config.certificate().isPresent() != this.config.key().isPresent()) {
      throw new IllegalArgumentException(
          "trainyard.gateway.tls needs a certificate and a key, or neither");
    }
  }

  boolean isOn() {
    return config.certificate().isPresent();
  }

  /** Adds what TLS needs; files that cannot be read stop the start. */
  void apply(HttpServerOptions options) {
    if (!isOn()) {
      return;
    }
    options
        .setSsl(true)
        .setUseAlpn(true)
        .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
        .setEnabledSecureTransportProtocols(PROTOCOLS)
        .setSslHandshakeTimeout(10)
        .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
        .setHttp2ConnectionWindowSize(1 << 20)
        .setHttp2RstFloodMaxRstFramePerWindow(MAX_RESETS)
        .setHttp2RstFloodWindowDuration(30)
        .setHttp2RstFloodWindowDurationTimeUnit(TimeUnit.SECONDS)
        .setInitialSettings(
            new Http2Settings()
                .setMaxConcurrentStreams(MAX_STREAMS)
                .setMaxHeaderListSize(maxHead)
                .setInitialWindowSize(256 * 1024))
        .setKeyCertOptions(KeyCertOptions.wrap(firstKeys()));
    SUITES.forEach(options::addEnabledCipherSuite);
  }

  private synchronized CurrentKeys firstKeys() {
    if (keys == null) {
      try {
        pair = read();
        keys = new CurrentKeys(usable(pair));
      } catch (Exception e) {
        throw new IllegalArgumentException("trainyard.gateway.tls: " + e.getMessage(), e);
      }
    }
    return keys;
  }

  /** Lets new connections use what the files hold now, if that changed and fits together. */
  void reload() {
    try {
      Pair now = read();
      if (!now.equals(pair)) {
        keys.change(usable(now));
        pair = now;
        Log.info("A new certificate is in use");
      }
    } catch (Exception e) {
      Log.warnf("The certificate stays as it is: %s", e.getMessage());
    }
  }

  /** Files are written one after the other: for a moment the key may be another certificate's. */
  private X509ExtendedKeyManager usable(Pair files) throws Exception {
    var options = new PemKeyCertOptions().addCertValue(files.certificate).addKeyValue(files.key);
    var manager = (X509ExtendedKeyManager) options.getKeyManagerFactory(vertx).getKeyManagers()[0];
    for (String type : KEY_TYPES) {
      String[] aliases = manager.getServerAliases(type, null);
      if (aliases != null && aliases.length > 0) {
        Signature signature = Signature.getInstance(type.equals("EC") ? ECDSA : RSA);
        signature.initSign(manager.getPrivateKey(aliases[0]));
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(manager.getCertificateChain(aliases[0])[0]);
        signature.update(PROBE);
        if (signature.verify(signed)) {
          return manager;
        }
      }
    }
    throw new IOException("the key does not fit the certificate");
  }

  private Pair read() throws IOException {
    return new Pair(read(config.certificate().orElseThrow()), read(config.key().orElseThrow()));
  }

  private static Buffer read(Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) > MAX_FILE) {
      throw new IOException(file + " is not there, or no PEM file");
    }
    return Buffer.buffer(Files.readAllBytes(file));
  }
}
