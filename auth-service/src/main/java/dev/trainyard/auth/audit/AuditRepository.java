package dev.trainyard.auth.audit;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Queries over {@link AuditEntity}; each filter has an index that also gives the order. */
@ApplicationScoped
class AuditRepository implements PanacheRepositoryBase<AuditEntity, Long> {

  List<AuditEntity> newestFirst(AuditFilter filter, long before, int rows) {
    List<String> conditions = new ArrayList<>();
    Map<String, Object> values = new HashMap<>();
    add(conditions, values, "actor = :actor", "actor", filter.actor());
    add(conditions, values, "action = :action", "action", filter.action());
    add(conditions, values, "target = :target", "target", filter.target());
    add(conditions, values, "at >= :from", "from", filter.from());
    add(conditions, values, "at < :to", "to", filter.to());
    add(conditions, values, "id < :before", "before", before);
    return find(String.join(" and ", conditions) + " order by id desc", values)
        .page(0, rows)
        .list();
  }

  private static void add(
      List<String> conditions,
      Map<String, Object> values,
      String condition,
      String name,
      Object value) {
    if (value != null) {
      conditions.add(condition);
      values.put(name, value);
    }
  }
}
