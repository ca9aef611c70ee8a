package city.pishkhan.testkit.growth;

import city.pishkhan.testkit.plots.Plots;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Simulates years of operation by multiplying the rows of the hub's cases in the database. Each copy gets new keys, keeps the
 * references between its rows, and is moved some minutes into the past. Sealed values and hashes are copied unchanged, so copies
 * cannot be decrypted or verified. Copies have journal numbers below 1, so no subscriber receives them.
 */
public final class CityGrowth {
    /** Tables that a permit adds rows to. */
    private static final List<String> TABLES = List.of(
            "vault.key",
            "cases.person",
            "cases.case_file",
            "cases.applicant",
            "cases.paper",
            "cases.inquiry",
            "cases.reading",
            "journal.entry",
            "journal.number",
            "idempotency.call",
            "archive.property",
            "archive.person",
            "archive.dossier",
            "archive.document",
            "archive.content",
            "archive.sheet",
            "archive.holding",
            "archive.upload",
            "payments.assessment",
            "payments.bill",
            "payments.attempt",
            "payments.receipt",
            "payments.ledger_entry",
            "payments.posting",
            "payments.office_fee",
            "certificates.certificate",
            "notifications.message",
            "deliveries.delivery");

    /** Text and number columns that are unique or used for look-ups; each copy gets new values in them. */
    private static final Set<String> UNIQUE_COLUMNS = Set.of(
            "number",
            "case_number",
            "tracking",
            "code",
            "subject",
            "digest",
            "key",
            "owner",
            "reference",
            "hint_reference",
            "bill_id",
            "payment_id",
            "order_number",
            "source",
            "special_request");

    /**
     * Key columns of the archive's index tables. Copied rows get new values in them and so keep referring to each
     * other.
     */
    private static final Set<String> INDEX_KEYS = Set.of("key", "id", "owner", "dossier", "document", "person");

    /**
     * SQL expression for the look-up key of a copied sheet: the prefix of the digest that the copy of its content gets.
     */
    private static final String CONTENT =
            "(select archive.prefix(sha256((encode(c.sha256, 'hex') || copy)::bytea)) from grown.\"archive.content\" c"
                    + " where archive.prefix(c.sha256) = s.content limit 1)";

    private static final Set<String> HASHES = Set.of("sha256", "code_hash");

    private static final String NIL_UUID = "00000000-0000-0000-0000-000000000000";

    private static final String ID =
            """
            create or replace function grown.id(id uuid, copy int) returns uuid language sql immutable parallel safe as $$
                select case when id = '%s' then id else (
                    -- the time stays in front, so that copies lie in the order of time as the hub's own do
                    lpad(to_hex(('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint - copy * 1000000::bigint), 12, '0')
                    || right(md5(id::text || copy), 20))::uuid end
            $$"""
                    .formatted(NIL_UUID);

    private final Connection connection;
    private int copies;

    /** @param connection superuser's connection to the hub's database */
    public CityGrowth(Connection connection) {
        this.connection = connection;
    }

    /** A multiplied table and its number of rows. */
    public record Size(String table, long rows) {}

    /** Adds copies of the rows that existed at the first call, and updates the server's statistics. */
    public void grow(int more) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement sql = connection.createStatement()) {
            sql.execute("set local session_replication_role = replica");
            sql.execute("create schema if not exists grown");
            sql.execute(ID);
            for (String table : TABLES) {
                multiply(sql, table, copies + 1, copies + more);
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
        copies += more;
        try (Statement sql = connection.createStatement()) {
            sql.execute("vacuum analyze");
        }
    }

    private void multiply(Statement sql, String table, int from, int to) throws SQLException {
        String first = "grown.\"" + table + "\"";
        sql.execute("create table if not exists " + first + " as select * from " + table);
        Map<String, String> columns = columns(sql, table);
        List<String> values = new ArrayList<>();
        columns.forEach((name, type) -> values.add(value(table, name, type)));
        sql.execute("insert into " + table + " (" + String.join(", ", quoted(columns.keySet())) + ") select "
                + String.join(", ", values) + " from generate_series(" + from + ", " + to + ") copy cross join " + first
                + " s" + copyCondition(table));
    }

    private static List<String> quoted(Set<String> names) {
        return names.stream().map(name -> '"' + name + '"').toList();
    }

    /** Returns the condition that excludes rows which do not belong to a case; these are not copied. */
    private static String copyCondition(String table) {
        return switch (table) {
            case "journal.entry" -> " where s.case_id <> '" + NIL_UUID + "'";
            case "journal.number" ->
                " where s.entry in (select id from grown.\"journal.entry\" where case_id <> '" + NIL_UUID + "')";
            case "vault.key" -> " where s.owner <> '" + NIL_UUID + "'";
            default -> "";
        };
    }

    /** Returns name and type of the writable columns. */
    private static Map<String, String> columns(Statement sql, String table) throws SQLException {
        Map<String, String> columns = new LinkedHashMap<>();
        try (ResultSet rows = sql.executeQuery("select attname, format_type(atttypid, null) from pg_attribute"
                + " where attrelid = '" + table + "'::regclass and attnum > 0 and not attisdropped"
                + " and attidentity = '' and attgenerated = '' order by attnum")) {
            while (rows.next()) {
                columns.put(rows.getString(1), rows.getString(2));
            }
        }
        return columns;
    }

    private static String value(String table, String name, String type) {
        String column = "s.\"" + name + '"';
        if (table.equals("journal.number") && name.equals("sequence")) {
            return "-(copy::bigint * 10000000 + s.sequence)";
        }
        if (table.equals("certificates.certificate") && name.equals("content")) {
            return "case when s.content ? 'subject' then jsonb_set(s.content, '{subject}',"
                    + " to_jsonb(s.content ->> 'subject' || '~' || copy)) else s.content end";
        }
        if (table.startsWith("archive.") && type.equals("bigint")) {
            return name.equals("content")
                    ? CONTENT
                    : INDEX_KEYS.contains(name) ? column + " + copy::bigint * 100000000" : column;
        }
        if (name.equals("office") || name.equals("first_office")) {
            // copies are spread over many offices, so that each office has a small part of the city's cases
            return "case when " + column + " is null or copy % 20 = 0 then " + column
                    + " else (3000 + copy % 400)::text end";
        }
        if (name.equals("district")) {
            return "1 + (" + column + " + copy) % " + Plots.DISTRICTS;
        }
        if (HASHES.contains(name)) {
            return type.equals("bytea")
                    ? "sha256((encode(" + column + ", 'hex') || copy)::bytea)"
                    : "encode(sha256((" + column + " || copy)::bytea), 'hex')";
        }
        return switch (type) {
            case "uuid" -> "grown.id(" + column + ", copy)";
            case "timestamp with time zone" -> column + " - copy * interval '17 minutes'";
            case "text", "character varying" -> UNIQUE_COLUMNS.contains(name) ? column + " || '~' || copy" : column;
            case "bigint" -> UNIQUE_COLUMNS.contains(name) ? column + " + copy::bigint * 100000000" : column;
            default -> column;
        };
    }

    /** Returns the row counts of the multiplied tables. */
    public List<Size> sizes() throws SQLException {
        List<Size> sizes = new ArrayList<>();
        try (Statement sql = connection.createStatement()) {
            for (String table : TABLES) {
                try (ResultSet row = sql.executeQuery("select count(*) from " + table)) {
                    row.next();
                    sizes.add(new Size(table, row.getLong(1)));
                }
            }
        }
        return sizes;
    }

    /** Returns the size of the whole database in bytes. */
    public long bytes() throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("select pg_database_size(current_database())")) {
            row.next();
            return row.getLong(1);
        }
    }
}
