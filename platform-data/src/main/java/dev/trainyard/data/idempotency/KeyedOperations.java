package dev.trainyard.data.idempotency;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Says in the OpenAPI document what the header means, and what a wrong use of it is answered. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class KeyedOperations implements OASFilter {

  private static final String DESCRIPTION =
      "Chosen by the client, best at random: a repeat of the request with the same key gets the"
          + " first answer again and changes nothing";
  private static final String RUNNING = "The first request with this Idempotency-Key still runs";
  private static final String REUSED = "The Idempotency-Key belongs to another request";
  private static final int LONGEST = 255;

  @Override
  public Operation filterOperation(Operation operation) {
    if (operation.getParameters() != null) {
      operation.getParameters().stream()
          .filter(parameter -> Idempotency.HEADER.equals(parameter.getName()))
          .findFirst()
          .ifPresent(header -> explain(operation, header));
    }
    return operation;
  }

  private static void explain(Operation operation, Parameter header) {
    header.setDescription(DESCRIPTION);
    header.getSchema().minLength(1).maxLength(LONGEST).pattern("^[!-~]+$");
    add(operation.getResponses(), "409", RUNNING);
    add(operation.getResponses(), "422", REUSED);
    // Sorted, since it is not told in which order filters run.
    Map<String, APIResponse> sorted = new TreeMap<>(operation.getResponses().getAPIResponses());
    operation.getResponses().setAPIResponses(sorted);
  }

  private static void add(APIResponses responses, String status, String description) {
    APIResponse present = responses.getAPIResponse(status);
    if (present == null) {
      responses.addAPIResponse(status, OASFactory.createAPIResponse().description(description));
    } else {
      present.setDescription(present.getDescription() + "; or: " + description);
    }
  }
}
