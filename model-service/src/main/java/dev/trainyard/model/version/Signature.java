package dev.trainyard.model.version;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a model takes and gives, in terms of the Open Inference Protocol. */
@RegisterForReflection
@Schema(name = "Signature")
record Signature(
    @NotEmpty @Size(max = 10000) List<@NotNull @Valid Input> inputs,
    @NotEmpty @Size(max = 100) List<@NotNull @Valid Output> outputs) {

  /** The data types of the protocol. */
  static final String DATATYPES = "BOOL|U?INT(8|16|32|64)|FP(16|32|64)|BF16|BYTES";

  private static final String NAME = "\\P{Cntrl}{1,200}";

  /**
   * One input.
   *
   * @param shape -1 where the size is up to the caller
   */
  @RegisterForReflection
  @Schema(name = "SignatureInput")
  record Input(
      @NotNull @Pattern(regexp = NAME) String name,
      @NotNull @Pattern(regexp = DATATYPES) String datatype,
      @NotNull @Size(max = 8) List<@NotNull Long> shape,
      @Valid Semantic semantic) {}

  /** One output. */
  @RegisterForReflection
  @Schema(name = "SignatureOutput")
  record Output(
      @NotNull @Pattern(regexp = NAME) String name,
      @NotNull @Pattern(regexp = DATATYPES) String datatype,
      @NotNull @Size(max = 8) List<@NotNull Long> shape) {}

  /**
   * What an input means to people, for forms.
   *
   * @param example any scalar
   */
  @RegisterForReflection
  @Schema(name = "SignatureSemantic")
  record Semantic(
      @NotNull @Pattern(regexp = "number|category|text|boolean|date") String kind,
      @Size(max = 10000) List<@NotNull @Size(max = 1000) String> categories,
      Double min,
      Double max,
      @Schema(implementation = Object.class) JsonNode example) {}
}
