package dev.banyan.server.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;

/** One page of a list. {@code next} is the value for {@code ?after=} of the following page, absent on the last one. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(List<T> items, String next) {

    public Page {
        items = List.copyOf(items);
    }

    /** From one row more than the page holds (see {@link PageRequest#fetch()}), so that no count query is needed. */
    public static <T> Page<T> of(List<T> rows, PageRequest request, Function<? super T, String> cursor) {
        if (rows.size() <= request.limit()) {
            return new Page<>(rows, null);
        }
        List<T> items = rows.subList(0, request.limit());
        return new Page<>(items, cursor.apply(items.get(items.size() - 1)));
    }

    /** Of a list that is at hand as a whole; the cursor is a position in it. */
    public static <T> Page<T> cut(List<T> all, PageRequest request) {
        int from = (int) Math.min(Math.max(0, request.afterNumber().orElse(0)), all.size());
        int to = Math.min(all.size(), from + request.limit());
        return new Page<>(all.subList(from, to), to < all.size() ? String.valueOf(to) : null);
    }

    public <R> Page<R> map(Function<? super T, ? extends R> view) {
        return new Page<R>(items.stream().<R>map(view).toList(), next);
    }
}
