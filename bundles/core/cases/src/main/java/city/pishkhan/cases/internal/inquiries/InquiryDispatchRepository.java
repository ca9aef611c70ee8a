package city.pishkhan.cases.internal.inquiries;

import city.pishkhan.api.Page;
import city.pishkhan.api.Paging;
import city.pishkhan.api.agencies.Inquiries.AgencyInquiry;
import city.pishkhan.api.agencies.Inquiries.PendingInquiry;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.persons.Persons;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.cases.internal.model.FactsJson;
import city.pishkhan.cases.internal.model.InquiryEntity;
import city.pishkhan.cases.internal.model.InquirySheet;
import city.pishkhan.cases.internal.model.InquiryState;
import city.pishkhan.cases.internal.model.Instants;
import city.pishkhan.cases.internal.model.SealedFacts;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.Attachment;
import city.pishkhan.spi.Inquiry;
import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Inquiries for dispatchers and agencies, and the results of dispatch attempts. Uses plain SQL, because this path must
 * be fast. A failed attempt is stored by {@link #recordFailure}, with the error and the time of the next attempt.
 */
@Component(service = InquiryDispatchRepository.class)
public final class InquiryDispatchRepository {
    private static final TypeReference<List<InquirySheet>> SHEETS = new TypeReference<>() {};
    private static final int LONGEST_ERROR = 500;
    /**
     * Gap between claims, in nanoseconds. After a longer gap, a claim may be the first of several for the same case and
     * waits briefly for them.
     */
    private static final long PAUSE_NANOS = 20_000_000;

    private static final int AGENCIES = 3;
    private static final String COLUMNS =
            "i.id, i.case_id, i.agency, i.digest, i.emission, i.asked, i.due, i.facts, i.personal_facts,"
                    + " i.attachments, i.traceparent, i.state, i.attempts, i.delivered, i.stage, i.superseded_by,"
                    + " c.service, c.number, c.rule_set";

    /**
     * Claims inquiries for dispatch. If the agency is paused, the inquiry is held back and its queue message is
     * consumed; resuming the agency sends a new message. The row of the pause is locked, so that the resume finds every
     * inquiry that was held back. A delivered inquiry whose promised answer cannot be fetched because of a pause is
     * marked as unreached, so that it does not count as silence. No indexed column is changed, see {@link
     * InquiryState#DISPATCHED}.
     */
    private static final String CLAIM =
            """
            pause as materialized (select p.agency from cases.agency_pause p
            where p.agency in (select agency from cases.inquiry where id = any(:ids)) and p.ended is null for share),
            paused as materialized (select coalesce(array_agg(agency), '{}') as agencies from pause),
            taken as (update cases.inquiry set held = case when <paused> then now() end,
            unreached_since = case when state = 'DELIVERED' and <paused>
            then coalesce(unreached_since, now()) else unreached_since end,
            attempts = attempts + case when <paused> then 0 else 1 end
            where <chosen> and state in ('QUEUED', 'DISPATCHED', 'DELIVERED') returning *)
            select %s, i.held from taken i join cases.case_file c on c.id = i.case_id"""
                    .formatted(COLUMNS);

    private static final String PAUSED = "agency = any((select agencies from paused)::text[])";

    private static final String CLAIM_ONE = "with " + claimStatement("id = any(:ids)");

    /** Claims several inquiries. Rows that another transaction has locked are skipped. */
    private static final String CLAIM_ALL =
            "with free as materialized (select id from cases.inquiry where id = any(:ids)"
                    + " order by id for no key update skip locked), "
                    + claimStatement("id in (select id from free)");

    private final CaseRepository store;
    private final Tx tx;
    private final Papers papers;
    private final Procedures procedures;
    private final CallCombiner<String, UUID, Optional<StoredInquiry>> claims =
            new CallCombiner<>(ids -> claimAll(CLAIM_ALL, ids));
    private final ActiveDispatches activeDispatches = new ActiveDispatches();
    /** time of the last claim on this node, by {@link System#nanoTime} */
    private volatile long lastClaimNanos = System.nanoTime();

    /** @param store repository of cases; the reference also ensures that its database schema exists first */
    @Activate
    public InquiryDispatchRepository(
            @Reference CaseRepository store, @Reference Papers papers, @Reference Procedures procedures) {
        this.store = store;
        this.procedures = procedures;
        this.tx = store.tx();
        this.papers = papers;
    }

    private static String claimStatement(String chosen) {
        return CLAIM.replace("<paused>", PAUSED).replace("<chosen>", chosen);
    }

    /**
     * Claims an inquiry for dispatch. The inquiries of a case arrive at the same moment, so concurrent claims share one statement and one
     * commit.
     *
     * @return the inquiry, or empty if it is held back or no longer open
     */
    Optional<Inquiry> claim(UUID id) {
        Optional<StoredInquiry> claimed = tx.isActive() ? null : claims.call("", id, recordClaimTime() ? AGENCIES : 0);
        if (claimed == null) {
            claimed = claimAll(CLAIM_ONE, List.of(id)).getOrDefault(id, Optional.empty());
        }
        claimed.ifPresent(stored -> activeDispatches.add(id, stored.caseId));
        // Decrypt after the statement, because loading a key inside it could need a second connection.
        return claimed.map(this::inquiry);
    }

    private boolean recordClaimTime() {
        long now = System.nanoTime();
        boolean first = now - lastClaimNanos > PAUSE_NANOS;
        lastClaimNanos = now;
        return first;
    }

    ActiveDispatches activeDispatches() {
        return activeDispatches;
    }

    /**
     * Claims inquiries and returns them by id. An empty value means that the inquiry is held back. A missing id means
     * that it is no longer open, or that another transaction has locked it.
     */
    private Map<UUID, Optional<StoredInquiry>> claimAll(String statement, List<UUID> ids) {
        Map<UUID, Optional<StoredInquiry>> claimed = new HashMap<>();
        tx.single(sql -> sql.createQuery(statement)
                .bindArray("ids", UUID.class, ids)
                .map((row, context) -> claimed.put(
                        row.getObject("id", UUID.class),
                        row.getObject("held") == null ? Optional.of(stored(row)) : Optional.empty()))
                .list());
        return claimed;
    }

    Optional<Inquiry> find(UUID id) {
        return row(id).map(this::inquiry);
    }

    Optional<AgencyInquiry> asked(UUID id) {
        return row(id).map(stored -> new AgencyInquiry(
                inquiry(stored),
                stored.state,
                stored.supersededBy,
                AnswerPolicy.verdicts(stage(stored).kind())));
    }

    /** A sheet that was stored for the answer to the inquiry. */
    Optional<Attachment> answerSheet(UUID inquiry, String sha256) {
        return papers.answerSheet(inquiry, sha256)
                .map(s -> new Attachment(
                        s.name(), s.mediaType(), s.sha256(), s.size(), "answer", 1, () -> papers.open(s.sha256())));
    }

    /** The case of an existing inquiry. */
    UUID caseOf(UUID inquiry) {
        return tx.single(sql -> sql.createQuery("select case_id from cases.inquiry where id = :id")
                .bind("id", inquiry)
                .mapTo(UUID.class)
                .one());
    }

    private Optional<StoredInquiry> row(UUID id) {
        return tx.single(sql -> sql.createQuery("select " + COLUMNS
                        + " from cases.inquiry i join cases.case_file c on c.id = i.case_id where i.id = :id")
                .bind("id", id)
                .map((row, context) -> stored(row))
                .findOne());
    }

    void recordFailure(UUID id, @Nullable String reason, Instant next) {
        activeDispatches.finish(id);
        String text = reason == null ? "" : reason.substring(0, Math.min(reason.length(), LONGEST_ERROR));
        tx.single(sql -> sql.createUpdate(
                        "update cases.inquiry set last_error = :reason, next_attempt = :next::timestamptz,"
                                + " unreached_since = coalesce(unreached_since, now())"
                                + " where id = :id and state in ('QUEUED', 'DISPATCHED', 'DELIVERED')")
                .bind("id", id)
                .bind("reason", text)
                .bind("next", next)
                .execute());
    }

    void scheduleRetry(UUID id, Instant at) {
        tx.single(sql -> sql.createUpdate("update cases.inquiry set next_attempt = :at::timestamptz,"
                        // same rule as InquiryEntity.recordReached
                        + " escalated = case when escalated >= unreached_since then null else escalated end,"
                        + " unreached_since = null where id = :id and state = 'DELIVERED'")
                .bind("id", id)
                .bind("at", at)
                .execute());
    }

    Page<PendingInquiry> open(String agency, @Nullable String cursor, int limit) {
        Paging paging = Paging.of(cursor, limit);
        List<PendingInquiry> found = tx
                .required(sql -> sql.createQuery("select " + COLUMNS
                                + " from cases.inquiry i join cases.case_file c on c.id = i.case_id"
                                + " where i.agency = :agency and i.state = 'DELIVERED'"
                                + " and (:after::uuid is null or i.id > :after::uuid) order by i.id limit :limit")
                        .bind("agency", agency)
                        .bind("after", paging.from())
                        .bind("limit", paging.limit())
                        .map((row, context) -> stored(row))
                        .list())
                .stream()
                .map(stored -> new PendingInquiry(inquiry(stored), stored.state(), stored.delivered()))
                .toList();
        return paging.page(found, open -> open.inquiry().id());
    }

    /** An inquiry without its encrypted parts (personal facts and attachments) and without the findings of its stage. */
    private record StoredInquiry(
            Inquiry bare,
            UUID caseId,
            String ruleSet,
            String stage,
            byte[] personalFacts,
            byte[] attachments,
            String state,
            Instant delivered,
            UUID supersededBy) {}

    private static StoredInquiry stored(ResultSet row) throws SQLException {
        Inquiry bare = new Inquiry(
                row.getObject("id", UUID.class),
                row.getString("agency"),
                row.getString("service"),
                row.getString("number"),
                row.getString("digest"),
                row.getInt("emission"),
                Instants.of(row, "asked"),
                // before delivery the deadline is the hub's, not the agency's
                row.getObject("delivered") == null ? null : Instants.of(row, "due"),
                FactsJson.map(row.getString("facts")),
                List.of(),
                row.getString("traceparent"));
        return new StoredInquiry(
                bare,
                row.getObject("case_id", UUID.class),
                row.getString("rule_set"),
                row.getString("stage"),
                row.getBytes("personal_facts"),
                row.getBytes("attachments"),
                InquiryState.valueOf(row.getString("state"))
                        .afterAttempts(row.getInt("attempts"))
                        .apiName(),
                Instants.of(row, "delivered"),
                row.getObject("superseded_by", UUID.class));
    }

    private Inquiry inquiry(StoredInquiry stored) {
        Inquiry i = stored.bare;
        return new Inquiry(
                i.id(),
                i.agency(),
                i.kind(),
                i.caseNumber(),
                i.digest(),
                i.emission(),
                i.asked(),
                i.due(),
                facts(stored),
                findings(stored),
                stored.attachments == null ? List.of() : attachments(stored),
                i.traceparent());
    }

    private Map<String, Object> facts(StoredInquiry stored) {
        if (stored.personalFacts == null) {
            return stored.bare.facts();
        }
        Map<String, Object> allFacts = new TreeMap<>(stored.bare.facts());
        allFacts.putAll(SealedFacts.personal(
                store.seal(stored.caseId), InquiryEntity.factsPlace(stored.bare.id()), stored.personalFacts));
        return allFacts;
    }

    /** Findings that the stage requires, by the case's own rules. */
    private List<String> findings(StoredInquiry stored) {
        return stage(stored).findings();
    }

    private Stage stage(StoredInquiry stored) {
        return procedures
                .ruleSet(stored.ruleSet)
                .procedure(stored.bare.kind())
                .map(procedure -> procedure.stage(stored.stage))
                .orElseThrow();
    }

    private List<Attachment> attachments(StoredInquiry stored) {
        String json =
                store.seal(stored.caseId).open(InquiryEntity.attachmentsPlace(stored.bare.id()), stored.attachments);
        if (json.equals(Persons.ERASED)) {
            return List.of();
        }
        return FactsJson.read(json, SHEETS).stream()
                .map(s -> new Attachment(
                        s.name(),
                        s.mediaType(),
                        s.sha256(),
                        s.size(),
                        s.role(),
                        s.revision(),
                        () -> papers.open(s.sha256())))
                .toList();
    }
}
