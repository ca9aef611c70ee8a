package city.pishkhan.cases.internal.store;

import city.pishkhan.persistence.Tx;
import java.time.Duration;
import java.util.UUID;

/** Attempts of a person to open a case online for a subject that belongs to another person. */
public final class HomeAttemptRepository {
    private static final Duration KEPT = Duration.ofDays(1);

    private final Tx tx;
    private final PersonRepository people;

    public HomeAttemptRepository(Tx tx, PersonRepository people) {
        this.tx = tx;
        this.people = people;
    }

    /**
     * Counts an attempt before the registry answers, so that concurrent attempts are counted too.
     *
     * @return {@code false} if the person had too many attempts within a day
     */
    public boolean tryBegin(UUID person, int limit) {
        return tx.required(sql -> {
            people.lock(person);
            sql.createUpdate(
                            "delete from cases.home_attempt where person = :person and at < now() - :kept * interval '1 second'")
                    .bind("person", person)
                    .bind("kept", KEPT.toSeconds())
                    .execute();
            return sql.createUpdate("insert into cases.home_attempt (person) select :person where"
                                    + " (select count(*) from cases.home_attempt where person = :person) < :most")
                            .bind("person", person)
                            .bind("most", limit)
                            .execute()
                    > 0;
        });
    }

    /** Removes the newest attempt, because the subject is the person's own or no result was available. */
    public void removeNewest(UUID person) {
        tx.run(sql -> sql.createUpdate(
                        "delete from cases.home_attempt where ctid = (select ctid from cases.home_attempt"
                                + " where person = :person order by at desc limit 1)")
                .bind("person", person)
                .execute());
    }
}
