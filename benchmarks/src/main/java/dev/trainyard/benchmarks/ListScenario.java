package dev.trainyard.benchmarks;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lists of datasets among a hundred thousand, of which the caller may read those that are internal
 * or public and those of the own namespace: three in five are private and somebody else's.
 */
final class ListScenario {

  private static final double PER_SECOND = 20;
  private static final Duration LENGTH = Duration.ofSeconds(15);
  private static final Duration WARM_UP = Duration.ofSeconds(5);

  /** Two thousand namespaces with fifty repositories each; the caller's is one of them. */
  private static final String FILL =
      """
      INSERT INTO hub_repository (id, namespace, name, visibility, description, created_by,
        created_at, updated_at)
      SELECT gen_random_uuid(),
        CASE WHEN n % 2000 = 7 THEN ? ELSE 'crowd-' || n % 2000 END, 'bench-' || n,
        (ARRAY['private', 'private', 'private', 'internal', 'public'])[1 + n % 5],
        'Measurements of sensor ' || n % 997 || ', batch ' || n, gen_random_uuid(),
        now() - n * interval '1 minute', now() - n * interval '1 minute'
      FROM generate_series(1, ?) AS n""";

  private final Api api;
  private final Installation installation;
  private final String owner;

  ListScenario(Api api, Installation installation, String owner) {
    this.api = api;
    this.installation = installation;
    this.owner = owner;
  }

  Map<String, Object> run(int repositories) throws Exception {
    try (Connection connection = installation.database("dataset");
        Statement statement = connection.createStatement()) {
      // The policies of the table let nobody write who has not said where.
      statement.execute("SET trainyard.sight_reads = '*'; SET trainyard.sight_writes = '*'");
      fill(connection, repositories);
      try {
        return measure();
      } finally {
        statement.execute("DELETE FROM hub_repository WHERE name LIKE 'bench-%'");
      }
    }
  }

  private void fill(Connection connection, int repositories) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(FILL)) {
      insert.setString(1, owner);
      insert.setInt(2, repositories);
      insert.executeUpdate();
    }
  }

  private Map<String, Object> measure() throws IOException, InterruptedException {
    Map<String, String> lists = new LinkedHashMap<>();
    lists.put("first page of 50", "");
    String first = api.get("/api/v1/datasets?limit=50").get("nextCursor").asText();
    lists.put("next page", "&cursor=" + URLEncoder.encode(first, StandardCharsets.UTF_8));
    lists.put("own namespace", "&namespace=" + owner);
    lists.put("foreign namespace", "&namespace=crowd-8");
    lists.put("search that finds many", "&search=sensor");
    lists.put("search that finds one in a hundred", "&search=sensor+77");
    lists.put("search that finds nothing", "&search=nobody-has-this");
    Map<String, Object> results = new LinkedHashMap<>();
    for (Map.Entry<String, String> list : lists.entrySet()) {
      String path = "/api/v1/datasets?limit=50" + list.getValue();
      OpenLoop.run(PER_SECOND, WARM_UP, () -> api.ping(path));
      results.put(list.getKey(), OpenLoop.run(PER_SECOND, LENGTH, () -> api.ping(path)).summary());
    }
    return results;
  }
}
