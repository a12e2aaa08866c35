package dev.trainyard.modelpackage.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The catalogue's defaults hold under its own rules, and its ranges are kept. */
class TrainerCatalogueTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static ResolvedHyperparameters resolve(String task, String json) throws Exception {
    return TrainerCatalogue.load().forTask(task).orElseThrow().resolve(JSON.readTree(json));
  }

  @Test
  void acceptsEveryDefault() throws Exception {
    for (Trainer trainer : TrainerCatalogue.load().trainers()) {
      assertThat(trainer.resolve(null).values()).hasSameSizeAs(trainer.hyperparameters());
      assertThat(trainer.description().title()).isNotBlank();
      assertThat(trainer.targetKinds()).isNotEmpty();
    }
  }

  @Test
  void takesGivenValuesInTheirTypes() throws Exception {
    ResolvedHyperparameters values =
        resolve("text-classification", "{\"epochs\":7,\"wordPairs\":false,\"l2\":0}");
    assertThat(values.integer("epochs")).isEqualTo(7);
    assertThat(values.flag("wordPairs")).isFalse();
    assertThat(values.number("l2")).isZero();
    assertThat(resolve("tabular-regression", "{}").choice("algorithm")).isEqualTo("boosted-trees");
    assertThatThrownBy(() -> values.integer("nothing"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"epochs\":0} | epochs | from 1 to 500",
        "{\"epochs\":1.5} | epochs | whole number",
        "{\"epochs\":\"7\"} | epochs | whole number",
        "{\"wordPairs\":1} | wordPairs | true or false",
        "{\"l2\":2} | l2 | from 0 to 1",
        "{\"other\":2} | other | unknown hyperparameter",
        "[1] | hyperparameters | must be an object",
      })
  void refusesWithTheNameOfTheField(String json, String field, String words) {
    assertThatThrownBy(() -> resolve("text-classification", json))
        .isInstanceOfSatisfying(
            HyperparameterException.class, e -> assertThat(e.field()).isEqualTo(field))
        .hasMessageContaining(words);
  }

  @Test
  void refusesAnUnknownChoice() {
    assertThatThrownBy(() -> resolve("tabular-regression", "{\"algorithm\":\"magic\"}"))
        .hasMessageContaining("boosted-trees, linear");
  }
}
