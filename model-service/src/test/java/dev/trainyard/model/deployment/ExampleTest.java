package dev.trainyard.model.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExampleTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1.0,\"high\",true]    | [1.00009,\"high\",true] | true",
        "[1.0,\"high\",true]    | [1.0002,\"high\",true]  | false",
        "[1000.0]               | [1000.05]               | true",
        "[1000.0]               | [1000.2]                | false",
        "[\"high\"]             | [\"low\"]               | false",
        "[true]                 | [false]                 | false",
        "[[1,2],[3,4]]          | [[1,2],[3,4.00001]]     | true",
        "[[1,2],[3,4]]          | [[1,2],[3,5]]           | false",
        "[1,2]                  | [1]                     | false",
        "[null]                 | [null]                  | true",
        "[1]                    | [\"1\"]                 | false",
      })
  void valuesMustBeEqualWithinTheTolerance(String wanted, String got, boolean fine)
      throws JsonProcessingException {
    // Given
    Example example = example("{\"name\":\"y\",\"data\":" + wanted + "}");

    // When
    Optional<String> difference =
        example.differenceTo(answer("{\"name\":\"y\",\"data\":" + got + "}"));

    // Then
    assertThat(difference.isEmpty()).isEqualTo(fine);
  }

  @Test
  void everyExpectedOutputMustBeThere() throws JsonProcessingException {
    // Given
    Example example = example("{\"name\":\"y\",\"data\":[1]}");

    // When
    Optional<String> difference = example.differenceTo(answer("{\"name\":\"z\",\"data\":[1]}"));

    // Then
    assertThat(difference).contains("the answer to the example has no output y");
  }

  @Test
  void datatypeAndShapeMustBeThoseOfTheExample() throws JsonProcessingException {
    // Given
    Example example = example("{\"name\":\"y\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":[1]}");

    // When
    Optional<String> difference =
        example.differenceTo(
            answer("{\"name\":\"y\",\"datatype\":\"FP32\",\"shape\":[1,1],\"data\":[1]}"));

    // Then
    assertThat(difference.orElseThrow()).contains("shape [1,1] instead of [1]");
  }

  private static Example example(String output) throws JsonProcessingException {
    return Example.of(
        JSON.readTree("{\"request\":{},\"response\":{\"outputs\":[" + output + "]}}"));
  }

  private static JsonNode answer(String output) throws JsonProcessingException {
    return JSON.readTree("{\"outputs\":[" + output + "]}");
  }
}
