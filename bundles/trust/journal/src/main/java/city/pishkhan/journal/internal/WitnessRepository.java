package city.pishkhan.journal.internal;

import city.pishkhan.journal.WitnessState;
import city.pishkhan.outgoing.RecipientRepository;
import city.pishkhan.outgoing.SignedPost.SignedResponse;
import city.pishkhan.persistence.Tx;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;

/** Queries on {@code journal.witness} and {@code journal.receipt}. */
final class WitnessRepository {
    private static final int LONGEST_ALARM = 300;
    private static final Duration FIRST_DELAY = Duration.ofSeconds(2);

    private final Tx tx;
    private final RecipientRepository rows;

    WitnessRepository(Tx tx) {
        this.tx = tx;
        this.rows = new RecipientRepository(tx, "journal.witness", "seal", FIRST_DELAY);
    }

    /**
     * Registers a new witness. It will receive the newest seal and later ones, or all seals if {@code fromBeginning}.
     */
    void add(String name, boolean fromBeginning) {
        tx.single(sql -> sql.createUpdate("insert into journal.witness (name, seal) select :name,"
                        + " case when :beginning then 0 else greatest(coalesce(max(number), 0) - 1, 0) end from journal.seal"
                        + " on conflict (name) do nothing")
                .bind("name", name)
                .bind("beginning", fromBeginning)
                .execute());
    }

    /** Delivery progress and next attempt of each witness. */
    RecipientRepository rows() {
        return rows;
    }

    /**
     * Returns the number of the last seal that the witness has accepted. If it has accepted none, it receives the seals
     * after this number.
     */
    long lastAccepted(String name) {
        return tx.single(sql -> sql.createQuery("select seal from journal.witness where name = :name")
                .bind("name", name)
                .mapTo(Long.class)
                .one());
    }

    /** Returns {@code true} if the witness has ever accepted a seal of this journal. */
    boolean hasReceipt(String name) {
        return tx.single(sql -> sql.createQuery("select exists (select from journal.receipt where witness = :name)")
                .bind("name", name)
                .mapTo(Boolean.class)
                .one());
    }

    /**
     * Records that the witness has accepted a seal, with its receipt, and releases the lease of this delivery attempt.
     */
    void recordReceipt(String name, long seal, SignedResponse receipt) {
        tx.separate(sql -> {
            sql.createUpdate("insert into journal.receipt (witness, seal, body, signature)"
                            + " values (:name, :seal, :body, :signature) on conflict do nothing")
                    .bind("name", name)
                    .bind("seal", seal)
                    .bind("body", receipt.body())
                    .bind("signature", receipt.signature())
                    .execute();
            rows.recordAccepted(sql, name, seal);
            return sql.createUpdate("update journal.witness set alarm = null where name = :name and alarm is not null")
                    .bind("name", name)
                    .execute();
        });
    }

    /**
     * Records that the witness has a different history, and releases the lease of this delivery attempt. The seal is
     * sent again later.
     *
     * @return {@code true} if no alarm of this witness was recorded before
     */
    boolean tryRecordAlarm(String name, String text, Duration most) {
        return tx.separate(sql -> {
            boolean known = sql.createQuery(
                            "select alarm is not null from journal.witness where name = :name for update")
                    .bind("name", name)
                    .mapTo(Boolean.class)
                    .one();
            rows.recordFailure(sql, name, null, most);
            sql.createUpdate("update journal.witness set alarm = :text where name = :name")
                    .bind("name", name)
                    .bind("text", text.substring(0, Math.min(text.length(), LONGEST_ALARM)))
                    .execute();
            return !known;
        });
    }

    List<WitnessState> states() {
        return tx.single(sql -> sql.createQuery("select name, seal, delivered_at, attempts, last_error, alarm,"
                        + " (select count(*) from journal.seal s where s.number > w.seal) as behind,"
                        + " exists (select from journal.receipt r where r.witness = w.name) as heard"
                        + " from journal.witness w order by name")
                .map((row, context) -> {
                    OffsetDateTime deliveredAt = row.getObject("delivered_at", OffsetDateTime.class);
                    return new WitnessState(
                            row.getString("name"),
                            row.getBoolean("heard") ? row.getLong("seal") : 0,
                            row.getLong("behind"),
                            deliveredAt == null ? null : deliveredAt.toInstant(),
                            row.getInt("attempts"),
                            row.getString("last_error"),
                            row.getString("alarm"));
                })
                .list());
    }
}
