package city.pishkhan.discipline.internal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Stores drafted sanctions of complaints, and the texts of appeals. Every method needs a transaction. */
final class ProposalRows {
    /** A sanction after the hearing. */
    static final String MATTER = "matter";
    /** An urgent sanction before the hearing. */
    static final String URGENT = "urgent";
    /** A decision that lifts an earlier sanction, independent of the hearing. */
    static final String LIFTING = "lifting";

    private ProposalRows() {}

    static void add(Handle sql, UUID matter, UUID decision, String measure, String course, Instant at) {
        sql.createUpdate("insert into discipline.proposal (matter, decision, measure, course, at)"
                        + " values (:matter, :decision, :measure, :course, :at)")
                .bind("matter", matter)
                .bind("decision", decision)
                .bind("measure", measure)
                .bind("course", course)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .execute();
    }

    static Optional<String> course(Handle sql, UUID matter, UUID decision) {
        return sql.createQuery("select course from discipline.proposal where matter = :matter and decision = :decision")
                .bind("matter", matter)
                .bind("decision", decision)
                .mapTo(String.class)
                .findOne();
    }

    static void signed(Handle sql, UUID decision, String outcome) {
        sql.createUpdate("update discipline.proposal set outcome = :outcome where decision = :decision")
                .bind("decision", decision)
                .bind("outcome", outcome)
                .execute();
    }

    static List<UUID> all(Handle sql, UUID matter) {
        return list(sql, matter, "true");
    }

    /** Returns the decisions drafted after the hearing, oldest first. */
    static List<UUID> ofCourse(Handle sql, UUID matter) {
        return list(sql, matter, "course = 'matter'");
    }

    static List<UUID> adopted(Handle sql, UUID matter) {
        return list(sql, matter, "outcome = 'adopted'");
    }

    /**
     * Returns {@code true} if an urgent sanction was adopted for this complaint, or since {@code since} for another complaint about
     * the same party. Otherwise a new complaint each week would prolong the sanction by a week.
     */
    static boolean pressedBefore(Handle sql, UUID matter, Instant since) {
        return sql.createQuery(
                        "select exists (select from discipline.proposal p join discipline.matter o on o.id = p.matter"
                                + " join discipline.matter m on m.id = :id and (o.party_kind, o.party) = (m.party_kind, m.party)"
                                + " where p.outcome = 'adopted' and p.course = 'urgent' and (o.id = m.id or p.at >= :since))")
                .bind("id", matter)
                .bind("since", since.atOffset(ZoneOffset.UTC))
                .mapTo(Boolean.class)
                .one();
    }

    private static List<UUID> list(Handle sql, UUID matter, String which) {
        return sql.createQuery("select decision from discipline.proposal where matter = :id and " + which
                        + " order by at, decision")
                .bind("id", matter)
                .mapTo(UUID.class)
                .list();
    }

    static void appeal(Handle sql, UUID matter, UUID decision, byte[] text) {
        sql.createUpdate("insert into discipline.appeal (decision, matter, text) values (:decision, :matter, :text)")
                .bind("decision", decision)
                .bind("matter", matter)
                .bind("text", text)
                .execute();
    }

    static Optional<byte[]> appealText(Handle sql, UUID decision) {
        return sql.createQuery("select text from discipline.appeal where decision = :decision")
                .bind("decision", decision)
                .mapTo(byte[].class)
                .findOne();
    }
}
