package city.pishkhan.journal.internal;

import city.pishkhan.journal.WitnessState;
import city.pishkhan.outgoing.SignedPost.Answer;
import city.pishkhan.persistence.Tx;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** Rows of {@code journal.witness} and {@code journal.receipt}. */
final class WitnessTable {
    private static final int LONGEST_TEXT = 300;

    private final Tx tx;

    WitnessTable(Tx tx) {
        this.tx = tx;
    }

    /** Remembers a witness that is new; the newest seal is the first that it is told, or the very first one. */
    void add(String name, boolean fromBeginning) {
        tx.single(sql -> sql.createUpdate("insert into journal.witness (name, seal) select :name,"
                        + " case when :beginning then 0 else greatest(coalesce(max(number), 0) - 1, 0) end from journal.seal"
                        + " on conflict (name) do nothing")
                .bind("name", name)
                .bind("beginning", fromBeginning)
                .execute());
    }

    /** After which seal to go on; empty while it is another node's turn, or not time for another attempt yet. */
    OptionalLong due(String name) {
        return tx.single(sql -> sql.createQuery("select seal from journal.witness"
                                + " where name = :name and leased_until <= now() and next_attempt <= now()")
                        .bind("name", name)
                        .mapTo(Long.class)
                        .findOne())
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    /** Takes a witness's turn for this node. @return whether no other was faster */
    boolean lease(String name, long after, Duration length) {
        return tx.single(sql -> sql.createUpdate(
                                "update journal.witness set leased_until = now() + :seconds * interval '1 second'"
                                        + " where name = :name and seal = :after and leased_until <= now()")
                        .bind("name", name)
                        .bind("after", after)
                        .bind("seconds", length.toSeconds())
                        .execute())
                == 1;
    }

    /** Ends the turn: the witness has taken a seal, and this is its receipt. */
    void taken(String name, long seal, Answer receipt) {
        tx.separate(sql -> {
            sql.createUpdate("insert into journal.receipt (witness, seal, body, signature)"
                            + " values (:name, :seal, :body, :signature) on conflict do nothing")
                    .bind("name", name)
                    .bind("seal", seal)
                    .bind("body", receipt.body())
                    .bind("signature", receipt.signature())
                    .execute();
            return sql.createUpdate(
                            "update journal.witness set seal = greatest(seal, :seal), attempts = 0, next_attempt = now(),"
                                    + " leased_until = now(), last_error = null, alarm = null, told = now() where name = :name")
                    .bind("name", name)
                    .bind("seal", seal)
                    .execute();
        });
    }

    /** Ends the turn: the witness has not taken it; the delay doubles with each attempt, from two seconds to {@code most}. */
    void failed(String name, String error, Duration most) {
        tx.single(sql -> later(sql, name, "last_error = :text", error, most));
    }

    /** As {@link #failed}: it has another history. @return whether that is new */
    boolean alarm(String name, String text, Duration most) {
        return tx.separate(sql -> {
            boolean known = sql.createQuery(
                            "select alarm is not null from journal.witness where name = :name for update")
                    .bind("name", name)
                    .mapTo(Boolean.class)
                    .one();
            later(sql, name, "last_error = null, alarm = :text", text, most);
            return !known;
        });
    }

    private static int later(Handle sql, String name, String what, String text, Duration most) {
        return sql.createUpdate("update journal.witness set attempts = attempts + 1, " + what
                        + ", leased_until = now(),"
                        + " next_attempt = now() + least(power(2, least(attempts + 1, 20)), :most) * interval '1 second'"
                        + " where name = :name")
                .bind("name", name)
                .bind("text", text.substring(0, Math.min(text.length(), LONGEST_TEXT)))
                .bind("most", most.toSeconds())
                .execute();
    }

    List<WitnessState> states() {
        return tx.single(sql -> sql.createQuery("select name, seal, told, attempts, last_error, alarm,"
                        + " (select count(*) from journal.seal s where s.number > w.seal) as behind,"
                        + " exists (select from journal.receipt r where r.witness = w.name) as heard"
                        + " from journal.witness w order by name")
                .map((row, context) -> {
                    OffsetDateTime told = row.getObject("told", OffsetDateTime.class);
                    return new WitnessState(
                            row.getString("name"),
                            row.getBoolean("heard") ? row.getLong("seal") : 0,
                            row.getLong("behind"),
                            told == null ? null : told.toInstant(),
                            row.getInt("attempts"),
                            row.getString("last_error"),
                            row.getString("alarm"));
                })
                .list());
    }
}
