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
 * How a table is asked, from the {@code tables} section of its procedure; each but the last may be {@code null}.
 *
 * @param forEach list fact whose elements it is asked for one by one
 * @param after   whole-number fact; the table is asked for each number after it, up to {@code to}
 * @param to      whole-number fact
 * @param as      the element's name
 * @param by      output in which rows agree that become one row
 * @param sum     output that is added up over those rows
 * @param lets    what is computed of each element before the table is asked, in order
 * @param exactlyOne values of {@code by} for each of which one row applies to any input, and no more
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

    /** A name for what an expression yields. @param titleFa for people, or {@code null} as {@code titleEn} */
    public record Let(String name, FactDefinition.Type type, String expression, String titleEn, String titleFa) {

        /** As a fact, so that its value is held against its type. */
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

    /** These names, and those of what is looked at or computed from them. */
    public Set<String> following(Set<String> names) {
        Set<String> following = new TreeSet<>(names);
        if (repeated() && Stream.of(forEach, after, to).filter(Objects::nonNull).anyMatch(names::contains)) {
            following.add(as);
        }
        for (Let let : lets) {
            if (!Collections.disjoint(Feel.names(let.expression()), following)) {
                following.add(let.name());
            }
        }
        return following;
    }

    /** Whether it is asked once for each of several elements. */
    public boolean repeated() {
        return forEach != null || after != null;
    }

    /** For people: over what it is asked. {@code null} if it is asked once */
    public String over() {
        return after == null ? forEach : after + " + 1 … " + to;
    }
}
