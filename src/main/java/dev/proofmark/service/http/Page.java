package dev.proofmark.service.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// One page of a list, newest first.
@Schema(description = "One page of a list, newest first")
public record Page<T>(
        @Schema(description = "The entries of this page") List<T> items,
        @Schema(types = {
            "string", "null"}, example = "MTcz",
                description = "Where the following page begins: pass it as cursor; null on the last one") String nextCursor){
    public Page {
        items = List.copyOf(items);
    }

    /// A page of `limit` items made from the `limit + 1` rows that were asked for.
    public static <R, T> Page<T> of(List<R> rows, int limit, ToLongFunction<R> sequence, Function<R, T> view) {
        List<R> shown = rows.size() > limit ? rows.subList(0, limit) : rows;
        String next = rows.size() > limit ? Cursor.encode(sequence.applyAsLong(shown.getLast())) : null;
        return new Page<>(shown.stream().map(view).toList(), next);
    }
}
