package dev.trainyard.gateway.listen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.gateway.fake.Certificates;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509ExtendedKeyManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurrentKeysTest {

  private final Vertx vertx = Vertx.vertx();

  @TempDir Path directory;

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void handshakeThatIsUnderWayKeepsItsPair() throws Exception {
    // Given
    X509ExtendedKeyManager first = made("first");
    var keys = new CurrentKeys(first);
    String alias = keys.chooseEngineServerAlias("EC", null, null);

    // When
    X509ExtendedKeyManager second = made("second");
    keys.change(second);

    // Then
    assertThat(keys.getCertificateChain(alias)).isEqualTo(chain(first));
    assertThat(keys.getPrivateKey(alias)).isNotNull();
    assertThat(keys.getCertificateChain(keys.chooseEngineServerAlias("EC", null, null)))
        .isEqualTo(chain(second));
  }

  @Test
  void keysFromBeforeTheLastChangeAreForgotten() throws Exception {
    var keys = new CurrentKeys(made("first"));
    String alias = keys.chooseEngineServerAlias("EC", null, null);
    keys.change(made("second"));
    keys.change(made("third"));

    assertThat(keys.getPrivateKey(alias)).isNull();
    assertThat(keys.getCertificateChain(alias)).isNull();
    assertThat(keys.getPrivateKey("unknown")).isNull();
  }

  @Test
  void offersNothingForAnotherKindOfKeyAndNothingToClients() throws Exception {
    var keys = new CurrentKeys(made("first"));

    assertThat(keys.chooseServerAlias("RSA", null, null)).isNull();
    assertThat(keys.getServerAliases("RSA", null)).isNull();
    assertThat(keys.getServerAliases("EC", null)).hasSize(1);
    assertThat(keys.getClientAliases("EC", null)).isNull();
    assertThat(keys.chooseClientAlias(new String[] {"EC"}, null, null)).isNull();
  }

  private X509ExtendedKeyManager made(String name) throws Exception {
    Certificates files = Certificates.create(Files.createDirectory(directory.resolve(name)));
    var options =
        new PemKeyCertOptions()
            .addCertPath(files.certificate().toString())
            .addKeyPath(files.key().toString());
    return (X509ExtendedKeyManager) options.getKeyManagerFactory(vertx).getKeyManagers()[0];
  }

  private static X509Certificate[] chain(X509ExtendedKeyManager keys) {
    return keys.getCertificateChain(keys.chooseServerAlias("EC", null, null));
  }
}
