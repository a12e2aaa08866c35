package dev.trainyard.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/** The person who makes the journey: invited, registered, and then a holder of a token. */
final class Account {

  private final Platform anonymous;
  private final String name;

  Account(Platform anonymous, String name) {
    this.anonymous = anonymous;
    this.name = name;
  }

  /**
   * Registers as an invited person and makes a token of this person's own.
   *
   * @param operator an administrator, who invites
   * @param passwordFile where the new password is kept, readable by its owner alone
   */
  Platform register(Platform operator, Path passwordFile) {
    return anonymous.withToken(token(signUp(operator, passwordFile)));
  }

  /**
   * Registers as an invited person and stays signed in, as a browser does.
   *
   * @param operator an administrator, who invites
   * @param passwordFile where the new password is kept, readable by its owner alone
   */
  Platform signUp(Platform operator, Path passwordFile) {
    JsonNode invitation =
        operator.post("/api/v1/auth/invitations", Map.of("email", name + "@example.org"));
    String password = newPassword(passwordFile);
    HttpResponse<String> registered =
        anonymous.exchange(
            "POST",
            "/api/v1/auth/register",
            Map.of(
                "inviteToken",
                invitation.get("token").asText(),
                "name",
                name,
                "email",
                name + "@example.org",
                "password",
                password));
    if (registered.statusCode() != 201) {
      throw new JourneyException(
          "registration answered " + registered.statusCode() + ": " + registered.body());
    }
    return session(registered);
  }

  private Platform session(HttpResponse<String> registered) {
    String cookie = registered.headers().firstValue("Set-Cookie").orElseThrow();
    try {
      String csrf = Platform.JSON.readTree(registered.body()).get("csrfToken").asText();
      return anonymous.withSession(cookie.substring(0, cookie.indexOf(';')), csrf);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String token(Platform session) {
    return session
        .post(
            "/api/v1/tokens", Map.of("name", "first journey", "scope", "write", "expiresInDays", 1))
        .get("token")
        .asText();
  }

  private static String newPassword(Path file) {
    byte[] bytes = new byte[18];
    new SecureRandom().nextBytes(bytes);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    try {
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, password + System.lineSeparator());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return password;
  }
}
