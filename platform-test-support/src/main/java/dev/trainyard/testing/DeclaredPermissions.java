package dev.trainyard.testing;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.ws.rs.HttpMethod;
import java.util.List;
import java.util.stream.Stream;

/** The rules that leave no operation without a declared permission. */
final class DeclaredPermissions {

  private static final String PACKAGE = "dev.trainyard.commons.security.";
  private static final String REQUIRES = PACKAGE + "Requires";
  private static final String GUARDS = PACKAGE + "Guards";
  private static final List<String> OURS =
      List.of(REQUIRES, PACKAGE + "Open", PACKAGE + "Internal");

  /** Exactly one of our annotations, and none of those that our filter does not look at. */
  static final ArchCondition<JavaMethod> DECLARE_ONE =
      new ArchCondition<>("carry exactly one of @Requires, @Open and @Internal") {
        @Override
        public void check(JavaMethod method, ConditionEvents events) {
          long declared = OURS.stream().filter(method::isAnnotatedWith).count();
          boolean foreign =
              method.getAnnotations().stream()
                  .map(annotation -> annotation.getRawType().getPackageName())
                  .anyMatch("jakarta.annotation.security"::equals);
          if (declared != 1 || foreign) {
            events.add(
                SimpleConditionEvent.violated(
                    method,
                    method.getFullName()
                        + " does not say who may call it: @Requires, @Open or @Internal"));
          }
        }
      };

  /** A resource with {@code @Requires}, its own or inherited, has {@code @Guards}. */
  static final ArchCondition<JavaClass> NAME_A_KIND =
      new ArchCondition<>("carry @Guards") {
        @Override
        public void check(JavaClass resource, ConditionEvents events) {
          boolean complete =
              resource.isAnnotatedWith(GUARDS)
                  || operations(resource)
                      .filter(operation -> operation.isAnnotatedWith(REQUIRES))
                      .allMatch(operation -> operation.isAnnotatedWith(GUARDS));
          if (!complete) {
            events.add(
                SimpleConditionEvent.violated(
                    resource, resource.getName() + " has operations of no kind: add @Guards"));
          }
        }
      };

  private DeclaredPermissions() {}

  private static Stream<JavaMethod> operations(JavaClass resource) {
    return resource.getAllMethods().stream()
        .filter(method -> method.isMetaAnnotatedWith(HttpMethod.class));
  }
}
