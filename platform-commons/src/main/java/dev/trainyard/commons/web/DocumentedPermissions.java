package dev.trainyard.commons.web;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/** Writes into the OpenAPI document, as {@code x-permission}, who may call each operation. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class DocumentedPermissions implements OASFilter {

  private static final String EXTENSION = "x-permission";
  private static final DotName OPERATION =
      DotName.createSimple("org.eclipse.microprofile.openapi.annotations.Operation");
  private static final DotName REQUIRES = ours("Requires");
  private static final DotName OPEN = ours("Open");
  private static final DotName INTERNAL = ours("Internal");
  private static final DotName GUARDS = ours("Guards");

  private final Map<String, String> permissions = new HashMap<>();

  public DocumentedPermissions(IndexView index) {
    for (AnnotationInstance operation : index.getAnnotations(OPERATION)) {
      AnnotationValue id = operation.value("operationId");
      if (id != null && operation.target().kind() == AnnotationTarget.Kind.METHOD) {
        permissions.put(id.asString(), permission(index, operation.target().asMethod()));
      }
    }
  }

  @Override
  public Operation filterOperation(Operation operation) {
    String permission = permissions.get(operation.getOperationId());
    if (permission != null) {
      operation.addExtension(EXTENSION, permission);
    }
    return operation;
  }

  private static String permission(IndexView index, MethodInfo method) {
    if (method.hasAnnotation(OPEN)) {
      return "anyone";
    }
    if (method.hasAnnotation(INTERNAL)) {
      return "internal: " + String.join(", ", method.annotation(INTERNAL).value().asStringArray());
    }
    if (!method.hasAnnotation(REQUIRES)) {
      return "nobody";
    }
    String action = method.annotation(REQUIRES).value().asEnum();
    return (kind(index, method) + ":" + action).toLowerCase(Locale.ROOT);
  }

  /** The method's own kind, that of its class, or that of the class which inherits it. */
  private static String kind(IndexView index, MethodInfo method) {
    ClassInfo declaring = method.declaringClass();
    return Stream.concat(
            Stream.of(method.annotation(GUARDS), declaring.declaredAnnotation(GUARDS)),
            index.getAllKnownImplementations(declaring.name()).stream()
                .map(resource -> resource.declaredAnnotation(GUARDS)))
        .filter(Objects::nonNull)
        .map(guards -> guards.value().asEnum())
        .findFirst()
        .orElse("unknown");
  }

  private static DotName ours(String name) {
    return DotName.createSimple("dev.trainyard.commons.security." + name);
  }
}
