package city.pishkhan.procedures.internal.tables;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The evaluation mode of a table, from the {@code tables} section of its procedure. All parameters except the lists may
 * be {@code null}.
 *
 * @param forEach name of a list fact; the table is evaluated for each element of that list
 * @param after name of a whole-number fact; the table is evaluated for each number greater than that fact, up to {@code
 *     to}
 * @param to name of the whole-number fact that contains the last number
 * @param as name under which the table's cells refer to the current element or number
 * @param by output whose equal values merge rows into one row
 * @param sum output that is summed over merged rows
 * @param lets values that are computed for each element before the evaluation, in order
 * @param exactlyOne values of {@code by} that must have exactly one matching row for every input
 */
public record TableMode(
        String forEach,
        String after,
        String to,
        String as,
        String by,
        String sum,
        List<Let> lets,
        List<String> exactlyOne) {
    public static final TableMode PLAIN = new TableMode(null, null, null, null, null, null, List.of(), List.of());

    public TableMode {
        lets = List.copyOf(lets);
        exactlyOne = List.copyOf(exactlyOne);
    }

    /**
     * A name for the value of an expression.
     *
     * @param titleEn title in English, or {@code null}
     * @param titleFa title in Persian, or {@code null}
     */
    public record Let(String name, FactDefinition.Type type, String expression, String titleEn, String titleFa) {

        /** Returns the value as a fact definition, so that its type is checked. */
        public FactDefinition definition() {
            return FactDefinition.computed(name, type);
        }
    }

    public static TableMode of(JsonNode node) {
        String merge = node.path("merge").asText(null);
        JsonNode each = node.path("forEach");
        List<Let> lets = new ArrayList<>();
        node.path("let").properties().forEach(e -> lets.add(let(e.getKey(), e.getValue())));
        List<String> exactlyOne = new ArrayList<>();
        node.path("exactlyOne").forEach(key -> exactlyOne.add(key.asText()));
        return new TableMode(
                each.isTextual() ? each.asText() : null,
                each.path("after").asText(null),
                each.path("to").asText(null),
                node.path("as").asText(null),
                merge != null ? merge : node.path("sum").path("by").asText(null),
                node.path("sum").path("of").asText(null),
                lets,
                exactlyOne);
    }

    private static Let let(String name, JsonNode node) {
        return new Let(
                name,
                FactDefinition.Type.of(node.path("type").asText()),
                node.path("is").asText(),
                node.path("title").path("en").asText(null),
                node.path("title").path("fa").asText(null));
    }

    /** Returns the given names and the names of elements and computed values that depend on them. */
    public Set<String> withDependentNames(Set<String> names) {
        Set<String> following = new TreeSet<>(names);
        if (isRepeated()
                && Stream.of(forEach, after, to).filter(Objects::nonNull).anyMatch(names::contains)) {
            following.add(as);
        }
        for (Let let : lets) {
            if (!Collections.disjoint(Feel.names(let.expression()), following)) {
                following.add(let.name());
            }
        }
        return following;
    }

    /** Returns {@code true} if the table is evaluated once for each of several elements. */
    public boolean isRepeated() {
        return forEach != null || after != null;
    }

    /**
     * Returns the elements for which the table is evaluated: the name of the list fact, or a range such as
     * {@code paidThrough + 1 … year}; {@code null} if the table is evaluated once.
     */
    public String elementsText() {
        return after == null ? forEach : after + " + 1 … " + to;
    }
}
