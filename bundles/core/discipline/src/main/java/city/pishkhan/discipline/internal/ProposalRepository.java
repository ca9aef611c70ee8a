package city.pishkhan.discipline.internal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Stores drafted sanctions of complaints, and the texts of appeals. Every method needs a transaction. */
final class ProposalRepository {
    /** Kind of a sanction that is drafted after the hearing. */
    static final String COMPLAINT = "complaint";
    /** Kind of an urgent sanction that is drafted before the hearing. */
    static final String URGENT = "urgent";
    /** Kind of a decision that lifts an earlier sanction; independent of the hearing. */
    static final String LIFTING = "lifting";

    private ProposalRepository() {}

    static void add(Handle sql, UUID complaint, UUID decision, @Nullable String measure, String course, Instant at) {
        sql.createUpdate("insert into discipline.proposal (complaint, decision, measure, course, at)"
                        + " values (:complaint, :decision, :measure, :course, :at)")
                .bind("complaint", complaint)
                .bind("decision", decision)
                .bind("measure", measure)
                .bind("course", course)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .execute();
    }

    static Optional<String> course(Handle sql, UUID complaint, UUID decision) {
        return sql.createQuery(
                        "select course from discipline.proposal where complaint = :complaint and decision = :decision")
                .bind("complaint", complaint)
                .bind("decision", decision)
                .mapTo(String.class)
                .findOne();
    }

    static void recordOutcome(Handle sql, UUID decision, String outcome) {
        sql.createUpdate("update discipline.proposal set outcome = :outcome where decision = :decision")
                .bind("decision", decision)
                .bind("outcome", outcome)
                .execute();
    }

    static List<UUID> listAll(Handle sql, UUID complaint) {
        return list(sql, complaint, "true");
    }

    /** Returns the decisions drafted after the hearing, oldest first. */
    static List<UUID> listAfterHearing(Handle sql, @Nullable UUID complaint) {
        return list(sql, complaint, "course = 'complaint'");
    }

    static List<UUID> listAdopted(Handle sql, UUID complaint) {
        return list(sql, complaint, "outcome = 'adopted'");
    }

    /**
     * Returns {@code true} if an urgent sanction was adopted for this complaint, or since {@code since} for another
     * complaint about the same party. Without the second condition, a new complaint each week could prolong an urgent
     * suspension indefinitely.
     */
    static boolean hasUrgentSanctionSince(Handle sql, UUID complaint, Instant since) {
        return sql.createQuery(
                        "select exists (select from discipline.proposal p join discipline.complaint o on o.id = p.complaint"
                                + " join discipline.complaint m on m.id = :id and (o.party_kind, o.party) = (m.party_kind, m.party)"
                                + " where p.outcome = 'adopted' and p.course = 'urgent' and (o.id = m.id or p.at >= :since))")
                .bind("id", complaint)
                .bind("since", since.atOffset(ZoneOffset.UTC))
                .mapTo(Boolean.class)
                .one();
    }

    private static List<UUID> list(Handle sql, @Nullable UUID complaint, String condition) {
        return sql.createQuery("select decision from discipline.proposal where complaint = :id and " + condition
                        + " order by at, decision")
                .bind("id", complaint)
                .mapTo(UUID.class)
                .list();
    }

    static void appeal(Handle sql, UUID complaint, UUID decision, byte @Nullable [] text) {
        sql.createUpdate(
                        "insert into discipline.appeal (decision, complaint, text) values (:decision, :complaint, :text)")
                .bind("decision", decision)
                .bind("complaint", complaint)
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
