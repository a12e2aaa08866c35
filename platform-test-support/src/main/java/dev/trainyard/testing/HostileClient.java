package dev.trainyard.testing;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/**
 * Sends paths as they are, which friendlier clients would encode or refuse.
 *
 * @param services value of the header {@code X-Trainyard-Client} by the beginning of the path
 */
record HostileClient(HttpClient http, Map<String, String> services) {

  HostileClient(Map<String, String> services) {
    this(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), services);
  }

  /**
   * Sends a request.
   *
   * @param bearer access token, empty for none
   * @param asService whether internal routes are called with the secret that they ask for
   */
  HttpResponse<String> send(
      String method, String path, BodyPublisher body, String bearer, boolean asService)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
            .header("Content-Type", "application/json")
            .method(method, body);
    if (!bearer.isEmpty()) {
      request.header("Authorization", "Bearer " + bearer);
    }
    if (asService) {
      services.entrySet().stream()
          .filter(service -> path.startsWith(service.getKey()))
          .forEach(service -> request.header("X-Trainyard-Client", service.getValue()));
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
