package dev.trainyard.data.idempotency;

import dev.trainyard.testing.DatabaseSearch;
import dev.trainyard.testing.Tokens;
import io.agroal.api.AgroalDataSource;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** What tests of repeated requests need: a caller with a key and a thing to be made. */
abstract class ThingTests {

  static final AtomicInteger IDS = new AtomicInteger();
  static final String THINGS = "/things/here";

  final String user = "u" + UUID.randomUUID().toString().substring(0, 18);
  final String key = UUID.randomUUID().toString();
  final int id = IDS.incrementAndGet();

  @Inject AgroalDataSource dataSource;

  Map<String, Object> body() {
    return Map.of("id", id);
  }

  UUID id() {
    return Tokens.idOf(user);
  }

  Response post(String path, String withKey, Object body) {
    return as(user, path, withKey, body);
  }

  static Response as(String caller, String path, String withKey, Object body) {
    var request = Tokens.as(Tokens.user(caller)).contentType(ContentType.JSON).body(body);
    return (withKey == null ? request : request.header("Idempotency-Key", withKey)).post(path);
  }

  void endLease() {
    change(
        "UPDATE idempotency_key SET leased_until = now() - interval '1 second' WHERE key = '%s'"
            .formatted(key));
  }

  long things() {
    return number("SELECT count(*) FROM thing WHERE id = " + id);
  }

  List<String> places(String word) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return DatabaseSearch.places(connection, word);
    }
  }

  long number(String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void change(String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
