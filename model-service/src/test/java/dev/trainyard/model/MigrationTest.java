package dev.trainyard.model;

import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.trainyard.data.Migrations;
import dev.trainyard.model.testing.ModelTestResource;
import dev.trainyard.testing.PlatformTestResource;
import dev.trainyard.testing.SchemaRules;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
@QuarkusTestResource(ModelTestResource.class)
class MigrationTest {

  @Inject AgroalDataSource dataSource;
  @Inject Migrations migrations;
  @Inject EntityManagerFactory entities;

  @TestFactory
  Stream<DynamicTest> schemaKeepsTheRules() {
    return SchemaRules.tests(dataSource, migrations::migrate);
  }

  @Test
  void entitiesFitTheSchema() {
    assertThatNoException().isThrownBy(() -> entities.getSchemaManager().validate());
  }
}
