package city.pishkhan.persistence.copy;

import city.pishkhan.persistence.copy.RowParts.RowPart;
import city.pishkhan.platform.postgres.TableCopy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Writes a table in parts, each with the rows of a fixed range of pages in physical order. New rows are usually added after
 * existing rows. An unchanged part therefore has the same bytes as in the previous backup and is not written again.
 */
final class RowPartsWriter {
    static final int PAGES = 1_024;
    /** Size of a page in bytes. */
    static final int PAGE = 8_192;

    private static final int MOST_BYTES = 16 << 20;
    private static final String COLUMNS =
            "select quote_ident(attname) from pg_attribute where attrelid = :table::regclass and attnum > 0 and not attisdropped"
                    + " and attgenerated = '' order by attnum";
    /** The tables that physically contain the rows: the table itself or its partitions. */
    private static final String LEAVES =
            "select relid::regclass::text as leaf, pg_relation_size(relid) as bytes from (select oid as relid from pg_class"
                    + " where oid = :table::regclass and relkind = 'r' union select relid from pg_partition_tree(:table::regclass) where isleaf) l"
                    + " order by 1";

    private final Handle sql;
    private final BackupStore store;

    RowPartsWriter(Handle sql, BackupStore store) {
        this.sql = sql;
        this.store = store;
    }

    /** Collects rows for a part. */
    private static final class Buffer extends ByteArrayOutputStream {
        private final MessageDigest digest = BackupFile.sha256();
        private long rows;

        private void add(byte[] row) {
            write(row, 0, row.length);
            digest.update(row);
            rows++;
        }

        private void clear() {
            reset();
            rows = 0;
        }

        private byte[] bytes() {
            return buf;
        }
    }

    private record Leaf(String table, long bytes) {}

    private static List<Leaf> leaves(Handle sql, String table) {
        return sql.createQuery(LEAVES)
                .bind("table", table)
                .map((row, context) -> new Leaf(row.getString("leaf"), row.getLong("bytes")))
                .list();
    }

    /** Returns the size of the table's pages in bytes, without separately stored (TOAST) values. */
    static long size(Handle sql, String table) {
        return leaves(sql, table).stream().mapToLong(Leaf::bytes).sum();
    }

    /**
     * Writes the parts of a table.
     *
     * @param naming {@code true} if the rows refer to files
     */
    RowParts write(String table, boolean naming) throws IOException {
        List<String> columns = sql.createQuery(COLUMNS)
                .bind("table", table)
                .mapTo(String.class)
                .list();
        List<RowPart> parts = new ArrayList<>();
        Buffer buffer = new Buffer();
        for (Leaf leaf : leaves(sql, table)) {
            for (long page = 0; page * PAGE <= leaf.bytes; page += PAGES) {
                copy(
                        "copy (select " + String.join(", ", columns) + " from " + leaf.table + " where ctid >= '("
                                + page + ",0)' and ctid < '(" + (page + PAGES) + ",0)') to stdout",
                        buffer,
                        parts,
                        naming);
                end(buffer, parts, naming);
            }
        }
        return new RowParts(columns, parts);
    }

    private void copy(String statement, Buffer buffer, List<RowPart> parts, boolean naming) throws IOException {
        try {
            TableCopy.copyOut(sql.getConnection(), statement, row -> {
                buffer.add(row);
                if (buffer.size() >= MOST_BYTES) {
                    end(buffer, parts, naming);
                }
            });
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void end(Buffer buffer, List<RowPart> parts, boolean naming) throws IOException {
        if (buffer.rows == 0) {
            return;
        }
        String sha256 = HexFormat.of().formatHex(buffer.digest.digest());
        if (!store.hasRows(sha256)) {
            store.putRows(sha256, buffer.bytes(), buffer.size(), naming);
        }
        parts.add(new RowPart(sha256, buffer.rows, buffer.size()));
        buffer.clear();
    }
}
