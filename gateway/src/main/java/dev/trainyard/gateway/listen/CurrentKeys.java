package dev.trainyard.gateway.listen;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * The server's keys of the moment: each handshake takes those that are current when it begins, and
 * none waits or breaks when they change. (Exchanging the options of a listening server closes the
 * connections that arrive meanwhile.) An alias says of which keys it is, so that a handshake that
 * is under way gets certificate and key of the same pair.
 */
final class CurrentKeys extends X509ExtendedKeyManager {

  private static final char END = ':';

  private volatile Generation current;

  /** Keys, and those before them, of which handshakes may still be under way. */
  private record Generation(long number, X509ExtendedKeyManager keys, Generation before) {

    Generation withoutBefore() {
      return new Generation(number, keys, null);
    }
  }

  CurrentKeys(X509ExtendedKeyManager first) {
    current = new Generation(1, first, null);
  }

  /** Handshakes that begin from now on take these. */
  void change(X509ExtendedKeyManager keys) {
    Generation old = current;
    current = new Generation(old.number + 1, keys, old.withoutBefore());
  }

  @Override
  public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
    return chosen(keys -> keys.chooseEngineServerAlias(keyType, issuers, engine));
  }

  @Override
  public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
    return chosen(keys -> keys.chooseServerAlias(keyType, issuers, socket));
  }

  private String chosen(Function<X509ExtendedKeyManager, String> choice) {
    Generation now = current;
    String alias = choice.apply(now.keys);
    return alias == null ? null : now.number + String.valueOf(END) + alias;
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return of(alias)
        .map(keys -> keys.getPrivateKey(alias.substring(alias.indexOf(END) + 1)))
        .orElse(null);
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return of(alias)
        .map(keys -> keys.getCertificateChain(alias.substring(alias.indexOf(END) + 1)))
        .orElse(null);
  }

  private Optional<X509ExtendedKeyManager> of(String alias) {
    String number = alias.substring(0, Math.max(0, alias.indexOf(END)));
    for (Generation one = current; one != null; one = one.before) {
      if (number.equals(Long.toString(one.number))) {
        return Optional.of(one.keys);
      }
    }
    return Optional.empty();
  }

  @Override
  public String[] getServerAliases(String keyType, Principal[] issuers) {
    String alias = chooseServerAlias(keyType, issuers, null);
    return alias == null ? null : new String[] {alias};
  }

  /** These keys are a server's. */
  @Override
  public String[] getClientAliases(String keyType, Principal[] issuers) {
    return null;
  }

  @Override
  public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
    return null;
  }
}
