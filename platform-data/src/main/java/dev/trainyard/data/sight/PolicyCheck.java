package dev.trainyard.data.sight;

import dev.trainyard.data.DataConfig;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Policies need a service that says what it may see: to one that does not, every table would look
 * empty, and what has no row is tidied up.
 */
@ApplicationScoped
class PolicyCheck {

  private static final String POLICIES =
      "SELECT EXISTS (SELECT 1 FROM pg_class WHERE relrowsecurity"
          + " AND relnamespace = current_schema::regnamespace)";

  private final AgroalDataSource dataSource;
  private final DataConfig config;

  PolicyCheck(AgroalDataSource dataSource, DataConfig config) {
    this.dataSource = dataSource;
    this.config = config;
  }

  /** After the migrations, before any work. */
  void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE + 1) StartupEvent event)
      throws SQLException {
    if (config.rowSecurity()) {
      return;
    }
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(POLICIES)) {
      row.next();
      if (row.getBoolean(1)) {
        throw new IllegalStateException(
            "The tables of this service have policies: trainyard.data.row-security must be true");
      }
    }
  }
}
