package dev.trainyard.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.commons.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/../internal",
        "/api/./v1",
        "/..",
        "/a/b/c/d/%2e%2e/e",
        "/a/b/c/d/%2E%2e/e",
        "/a/b/c/d/.%2e",
        "/a/b/c/d/x%2f..%2fy",
        "/a/b/c/d/%2fx",
        "/a/b/c/d/x%00y",
        "/a/b/c/d/x%0ay",
        "/a/b/c/d/x%5cy",
        "/a/b/c/d/x\\y",
        "/a/b/c/d/%252e%252e",
        "/a/b/c/d/%2566",
        "/a/b/c/d/%c0%ae",
        "/a/b/c/d/%zz",
        "/a/b/c/d/%2",
        "/a//b",
        "//internal/exchange",
        "/api/v1;x=1/auth",
        "/internal;/exchange",
        "/%61pi/v1/auth",
        "/api%2fv1/auth",
        "/a b",
        "/a#b",
        "/\u00e4",
        "http://elsewhere/api",
        "*",
        "",
        "/a?b c",
        "/a?b#c",
        "/a?\u0000",
      })
  void whatCouldBeReadTwoWaysIsRefused(String target) {
    // When / Then
    assertThatThrownBy(() -> RequestPath.parse(target)).isInstanceOf(ProblemException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/ada/iris/resolve/refs%2Fpr%2F1/data/train.csv",
        "/ada/iris/resolve/main/100%25%20sure.txt",
        "/datasets/ada/iris/resolve/main/%C3%A4%3Bb.csv",
        "/api/v1/models/",
        "/api/v1/models?search=a%2Fb&limit=1",
        "/assets/index-Dk3.js",
        "/a/b/c/...",
        "/@ada/~x/a+b=c,d!$&'()*",
      })
  void ordinaryTargetsPassUnchanged(String target) {
    // When
    RequestPath path = RequestPath.parse(target);

    // Then
    assertThat(path.target()).isEqualTo(target);
  }

  @Test
  void lengthIsBounded() {
    // Given
    String path = "/" + "a".repeat(4096);
    String query = "/a?" + "a".repeat(8193);

    // When / Then
    assertThatThrownBy(() -> RequestPath.parse(path)).hasMessageContaining("longer");
    assertThatThrownBy(() -> RequestPath.parse(query)).hasMessageContaining("longer");
  }

  @Test
  void queryIsKeptForAnotherPath() {
    // Given
    RequestPath path = RequestPath.parse("/serve/ada/iris/v2?x=1");

    // When / Then
    assertThat(path.withQuery("/v2")).isEqualTo("/v2?x=1");
    assertThat(path.segment(1)).isEqualTo("ada");
    assertThat(path.segment(9)).isEmpty();
  }
}
