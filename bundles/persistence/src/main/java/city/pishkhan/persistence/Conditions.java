package city.pishkhan.persistence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * The conditions of a query, only those that somebody asked for. One text for all of them ({@code :x is null or x = :x}) has one plan for
 * all of them, which takes no index and reads the whole table in an old city.
 */
public final class Conditions {
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    /** @param condition in SQL, ours, never a caller's words */
    public Conditions and(String condition) {
        conditions.add(condition);
        return this;
    }

    /**
     * As {@link #and(String)} if there is a value, else nothing.
     *
     * @param name by which the condition names it, without its colon
     */
    public Conditions and(String condition, String name, Object value) {
        if (value != null) {
            conditions.add(condition);
            values.put(name, value);
        }
        return this;
    }

    /** That a column has this word, if there is one; it stands in the query's text, so that an index may be taken that leaves other words out. */
    public Conditions constant(String column, Enum<?> word) {
        return word == null ? this : and(column + " = '" + word.name() + "'");
    }

    /** That a column is one of these: by equality where there is one, so that an index gives its rows in order. */
    public Conditions oneOf(String column, String name, List<?> all) {
        conditions.add(any(column, name, all));
        return this;
    }

    /** That one column is one of these, or another one of those; one of the lists may be empty, and nothing is in reach if both are. */
    public Conditions eitherOf(String column, List<?> these, String other, List<?> those) {
        if (those.isEmpty()) {
            return oneOf(column, "these", these);
        }
        if (these.isEmpty()) {
            return oneOf(other, "those", those);
        }
        conditions.add("(" + any(column, "these", these) + " or " + any(other, "those", those) + ")");
        return this;
    }

    private String any(String column, String name, List<?> all) {
        if (all.isEmpty()) {
            return "false";
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            values.put(name + i, all.get(i));
            names.add(":" + name + i);
        }
        return names.size() == 1 ? column + " = " + names.get(0) : column + " in (" + String.join(", ", names) + ")";
    }

    /** What follows in a list that goes from the newest to the oldest. @param below {@code null} for the first page */
    public Conditions below(String column, UUID below) {
        return and(column + " < :below", "below", below);
    }

    /** The query with these conditions. @param select up to its tables; @param rest what stands behind the conditions */
    public Query query(Handle sql, String select, String rest) {
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        Query query = sql.createQuery(select + where + " " + rest);
        values.forEach(query::bind);
        return query;
    }
}
