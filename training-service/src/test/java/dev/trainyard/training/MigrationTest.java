package dev.trainyard.training;

import dev.trainyard.data.Migrations;
import dev.trainyard.testing.PlatformTestResource;
import dev.trainyard.testing.SchemaRules;
import dev.trainyard.training.testing.NeighboursResource;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
@QuarkusTestResource(NeighboursResource.class)
class MigrationTest {

  @Inject AgroalDataSource dataSource;
  @Inject Migrations migrations;

  @TestFactory
  Stream<DynamicTest> schemaKeepsTheRules() {
    return SchemaRules.tests(dataSource, migrations::migrate);
  }
}
