package dev.trainyard.auth.oauth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trainyard.auth.oauth.OAuthError.Code;
import dev.trainyard.auth.token.TokenScope;
import io.netty.handler.codec.http.QueryStringDecoder;
import jakarta.ws.rs.core.MediaType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of an OAuth request, sent as a form or as a JSON object of texts. Parameters that
 * this server does not know are ignored and none may come twice (RFC 6749, 3.2).
 */
final class OAuthRequest {

  private static final int MOST_PARAMETERS = 20;
  private static final int LONGEST = 4096;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Map<String, String> parameters;

  private OAuthRequest(Map<String, String> parameters) {
    this.parameters = parameters;
  }

  /** Reads a body, null when there was none. */
  static OAuthRequest parse(MediaType type, String body) {
    String text = body == null ? "" : body;
    Map<String, String> parameters =
        type != null && type.isCompatible(MediaType.APPLICATION_JSON_TYPE)
            ? json(text)
            : form(text);
    parameters.forEach(
        (name, value) -> {
          if (value == null || value.length() > LONGEST || value.indexOf('\u0000') >= 0) {
            throw invalid("A parameter is not a text of at most %d characters".formatted(LONGEST));
          }
        });
    return new OAuthRequest(parameters);
  }

  /** The value of a parameter that must be there. */
  String require(String name) {
    String value = parameters.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw invalid("The parameter " + name + " is missing");
    }
    return value;
  }

  OAuthClient client() {
    return OAuthClient.byId(require("client_id"))
        .orElseThrow(() -> new OAuthException(Code.INVALID_CLIENT, "The client is not known"));
  }

  /** What the client asks for; a client that does not say may read and write. */
  TokenScope scope() {
    List<String> asked = List.of(parameters.getOrDefault("scope", "").strip().split(" +"));
    return switch (asked) {
      case List<String> none when none.equals(List.of("")) -> TokenScope.WRITE;
      case List<String> read when read.equals(List.of("read")) -> TokenScope.READ;
      case List<String> known when List.of("read", "write").containsAll(known) -> TokenScope.WRITE;
      default -> throw new OAuthException(Code.INVALID_SCOPE, "Scopes are read and write");
    };
  }

  private static Map<String, String> json(String body) {
    try {
      Map<String, String> parameters = JSON.readValue(body, new TypeReference<>() {});
      if (parameters == null || parameters.size() > MOST_PARAMETERS) {
        throw invalid("The body is not an object of at most %d texts".formatted(MOST_PARAMETERS));
      }
      return parameters;
    } catch (JsonProcessingException e) {
      throw invalid("The body is not a JSON object of texts");
    }
  }

  private static Map<String, String> form(String body) {
    Map<String, String> parameters = new HashMap<>();
    try {
      new QueryStringDecoder(body, false)
          .parameters()
          .forEach(
              (name, values) -> {
                if (values.size() > 1) {
                  throw invalid("A parameter comes twice");
                }
                parameters.put(name, values.getFirst());
              });
    } catch (IllegalArgumentException e) {
      throw invalid("The body is not a form");
    }
    return parameters;
  }

  private static OAuthException invalid(String description) {
    return new OAuthException(Code.INVALID_REQUEST, description);
  }
}
