package city.pishkhan.persistence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Builds the WHERE clause of a query from the conditions that a search uses. A fixed text with optional parameters
 * ({@code :x is null or x = :x}) would have one plan for all searches, which uses no index and scans large tables.
 */
public final class Conditions {
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    /**
     * Adds a condition.
     *
     * @param condition SQL text from the code, never from user input
     */
    public Conditions and(String condition) {
        conditions.add(condition);
        return this;
    }

    /**
     * Adds a condition if the value is not {@code null}.
     *
     * @param name name of the parameter in the condition, without its colon
     */
    public Conditions and(String condition, String name, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            values.put(name, value);
        }
        return this;
    }

    /**
     * Requires that a column equals an enum constant; does nothing if the constant is {@code null}. The constant is written
     * into the SQL text so that PostgreSQL can use partial indexes.
     */
    public Conditions constant(String column, @Nullable Enum<?> word) {
        return word == null ? this : and(column + " = '" + word.name() + "'");
    }

    /**
     * Requires that a column has one of the values. A single value becomes an equality, so that an index can return the rows
     * in order. An empty list matches no row.
     */
    public Conditions oneOf(String column, String name, List<?> all) {
        conditions.add(any(column, name, all));
        return this;
    }

    /**
     * Requires that one column has one of {@code these} values or that the other column has one of {@code those} values. If
     * both lists are empty, no row matches.
     */
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

    /**
     * Requires an id less than the given id: the next page of a list sorted from newest to oldest.
     *
     * @param below last id of the previous page; {@code null} for the first page
     */
    public Conditions below(String column, @Nullable UUID below) {
        return and(column + " < :below", "below", below);
    }

    /**
     * Creates the query with all conditions and values.
     *
     * @param select query text up to and including its tables
     * @param rest query text after the conditions, e.g. {@code order by}
     */
    public Query query(Handle sql, String select, String rest) {
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        Query query = sql.createQuery(select + where + " " + rest);
        values.forEach(query::bind);
        return query;
    }
}
