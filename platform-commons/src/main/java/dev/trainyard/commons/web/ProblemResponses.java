package dev.trainyard.commons.web;

import dev.trainyard.commons.problem.Problem;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Adds to every operation of the OpenAPI document the problem answer that any call may give. */
public class ProblemResponses implements OASFilter {

  @Override
  public Operation filterOperation(Operation operation) {
    if (operation.getResponses() != null && !operation.getResponses().hasAPIResponse("default")) {
      operation.getResponses().addAPIResponse("default", problem());
    }
    return operation;
  }

  private static APIResponse problem() {
    Content content = OASFactory.createContent();
    content.addMediaType(
        Problem.MEDIA_TYPE,
        OASFactory.createMediaType()
            .schema(OASFactory.createSchema().ref("#/components/schemas/Problem")));
    return OASFactory.createAPIResponse().description("Any failure").content(content);
  }

  @Override
  public void filterOpenAPI(OpenAPI document) {
    var fieldError =
        OASFactory.createSchema()
            .addType(SchemaType.OBJECT)
            .addProperty("field", text())
            .addProperty("message", text())
            .required(List.of("field", "message"));
    var problem =
        OASFactory.createSchema()
            .addType(SchemaType.OBJECT)
            .addProperty("type", text())
            .addProperty("title", text())
            .addProperty("status", OASFactory.createSchema().addType(SchemaType.INTEGER))
            .addProperty("detail", text())
            .addProperty("instance", text())
            .addProperty("requestId", text())
            .addProperty(
                "errors",
                OASFactory.createSchema()
                    .addType(SchemaType.ARRAY)
                    .items(OASFactory.createSchema().ref("#/components/schemas/FieldError")))
            .addProperty(
                "methods", OASFactory.createSchema().addType(SchemaType.ARRAY).items(text()))
            .required(List.of("type", "title", "status"));
    if (document.getComponents() == null) {
      document.setComponents(OASFactory.createComponents());
    }
    document.getComponents().addSchema("FieldError", fieldError).addSchema("Problem", problem);
  }

  private static Schema text() {
    return OASFactory.createSchema().addType(SchemaType.STRING);
  }
}
