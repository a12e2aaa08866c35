package dev.trainyard.commons.paging;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import java.util.function.Function;

/**
 * One page of a keyset-paginated listing.
 *
 * @param items the page's items, in the listing's order
 * @param nextCursor opaque cursor of the next page, absent on the last one
 */
@JsonInclude(Include.NON_NULL)
public record Page<T>(List<T> items, String nextCursor) {

  public Page {
    items = List.copyOf(items);
  }

  /** Makes a page from a query that fetched {@code limit + 1} rows to learn whether more follow. */
  public static <E, T> Page<T> of(
      List<E> rows, int limit, Function<E, T> toItem, Function<E, Cursor> toCursor) {
    boolean hasMore = rows.size() > limit;
    List<E> shown = hasMore ? rows.subList(0, limit) : rows;
    return new Page<>(
        shown.stream().map(toItem).toList(),
        hasMore ? toCursor.apply(shown.getLast()).encode() : null);
  }
}
