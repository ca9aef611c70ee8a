package city.pishkhan.cases.internal.store;

import city.pishkhan.api.security.Vault;
import city.pishkhan.persistence.Tx;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encrypts values that version 1.0 or earlier stored in clear text. Each batch is a transaction, so that the work can be interrupted and
 * resumed. If several nodes start at once, they run the batches in turn, and none continues its start before all are done.
 */
public final class ClearTextSealing {
    private static final Logger LOG = LoggerFactory.getLogger(ClearTextSealing.class);
    private static final int BATCH = 500;
    private static final String FIRST = "(0,0)";
    private static final List<Column> COLUMNS = List.of(
            new Column("person", "national_id", "id", "'person.national_id'", true),
            new Column("applicant", "name", "person", "'applicant.name ' || case_id || '/' || position", false),
            new Column("applicant", "mobile", "person", "'applicant.mobile ' || case_id || '/' || position", false),
            new Column("case_file", "salt", "id", "'salt'", false),
            new Column("case_file", "note", "id", "'note'", false),
            new Column("paper", "name", "case_id", "'paper.name ' || kind || '/' || revision", false),
            new Column("inquiry", "attachments", "case_id", "'inquiry.attachments ' || id", false),
            new Column("inquiry", "answer", "case_id", "'inquiry.answer ' || id", false),
            new Column("glass", "reason", "case_id", "'glass.reason'", false));

    private final Tx tx;
    private final Vault vault;

    /**
     * A column to encrypt.
     *
     * @param owner SQL expression of the owner of the key
     * @param place SQL expression of the name under which the value is encrypted
     * @param found {@code true} if a digest for look-ups is stored as well
     */
    private record Column(String table, String name, String owner, String place, boolean found) {}

    private record Value(String row, UUID owner, String place, String text) {}

    public ClearTextSealing(Tx tx, Vault vault) {
        this.tx = tx;
        this.vault = vault;
    }

    public void seal() {
        for (Column column : COLUMNS) {
            long sealed = 0;
            String last = FIRST;
            while (last != null) {
                String after = last;
                List<Value> values = tx.separate(sql -> seal(sql, column, after));
                sealed += values.size();
                last = values.isEmpty() ? null : values.get(values.size() - 1).row();
            }
            if (sealed > 0) {
                LOG.info("{} values of {}.{} are sealed now", sealed, column.table, column.name);
            }
        }
    }

    private List<Value> seal(Handle sql, Column c, String after) {
        sql.execute("select pg_advisory_xact_lock(hashtextextended('cases.clear-rows', 0))");
        List<Value> values = sql.createQuery("select ctid::text, " + c.owner + ", " + c.place + ", clear_" + c.name
                        + "::text from cases." + c.table + " where clear_" + c.name
                        + " is not null and ctid > :after::tid order by ctid limit :batch")
                .bind("after", after)
                .bind("batch", BATCH)
                .map((row, context) ->
                        new Value(row.getString(1), row.getObject(2, UUID.class), row.getString(3), row.getString(4)))
                .list();
        if (values.isEmpty()) {
            return values;
        }
        vault.admit(values.stream().map(Value::owner).toList());
        PreparedBatch batch = sql.prepareBatch("update cases." + c.table + " set clear_" + c.name + " = null, " + c.name
                + " = :sealed" + (c.found ? ", digest = :digest" : "") + " where ctid = :row::tid");
        for (Value value : values) {
            batch.bind("row", value.row).bind("sealed", vault.seal(value.owner, value.place, value.text));
            if (c.found) {
                batch.bind("digest", vault.index(value.text));
            }
            batch.add();
        }
        batch.execute();
        return values;
    }
}
