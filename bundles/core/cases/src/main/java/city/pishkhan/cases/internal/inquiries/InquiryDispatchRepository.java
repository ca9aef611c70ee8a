package city.pishkhan.cases.internal.inquiries;

import city.pishkhan.api.Page;
import city.pishkhan.api.Paging;
import city.pishkhan.api.agencies.Inquiries.Asked;
import city.pishkhan.api.agencies.Inquiries.Open;
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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Inquiries for dispatchers and agencies, read with plain SQL because this path must be fast. Also stores the result of each attempt:
 * {@link #failed} stores the error and the time of the next attempt.
 */
@Component(service = InquiryDispatchRepository.class)
public final class InquiryDispatchRepository {
    private static final TypeReference<List<InquirySheet>> SHEETS = new TypeReference<>() {};
    private static final int LONGEST_ERROR = 500;
    /**
     * Pause in nanoseconds. A claim after a longer pause may be the first of several claims for inquiries of one case.
     */
    private static final long PAUSE_NANOS = 20_000_000;

    private static final int AGENCIES = 3;
    private static final String COLUMNS =
            "i.id, i.case_id, i.agency, i.digest, i.emission, i.asked, i.due, i.facts, i.personal_facts,"
                    + " i.attachments, i.traceparent, i.state, i.attempts, i.delivered, i.stage, i.superseded_by,"
                    + " c.service, c.number, c.rule_set";

    /**
     * Claims inquiries for dispatch. If the agency is paused, the inquiry is held back and its wake-up is consumed; resuming the agency
     * sends a new one. The pause's row is locked, so that the end of the pause sees every inquiry that was held back. A delivered inquiry
     * whose promised answer cannot be fetched because of a pause is marked as unreached, so that it does not count as silence. No indexed
     * column is changed, see {@link InquiryState#DISPATCHED}.
     */
    private static final String TAKE =
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

    private static final String TAKE_ONE = "with " + taking("id = any(:ids)");

    /** Claims several inquiries. Rows that another transaction has locked are skipped. */
    private static final String TAKE_ALL =
            "with free as materialized (select id from cases.inquiry where id = any(:ids)"
                    + " order by id for no key update skip locked), "
                    + taking("id in (select id from free)");

    private final CaseRepository store;
    private final Tx tx;
    private final Papers papers;
    private final Procedures procedures;
    private final JoinedCalls<String, UUID, Optional<Stored>> takes = new JoinedCalls<>(ids -> taken(TAKE_ALL, ids));
    private final CarriedInquiries carried = new CarriedInquiries();
    /** time of the last claim on this node, by {@link System#nanoTime} */
    private volatile long lastTaken = System.nanoTime();

    /** @param store referenced so that its schema exists first */
    @Activate
    public InquiryDispatchRepository(
            @Reference CaseRepository store, @Reference Papers papers, @Reference Procedures procedures) {
        this.store = store;
        this.procedures = procedures;
        this.tx = store.tx();
        this.papers = papers;
    }

    private static String taking(String chosen) {
        return TAKE.replace("<paused>", PAUSED).replace("<chosen>", chosen);
    }

    /**
     * Claims an inquiry for dispatch. The inquiries of a case arrive at the same moment, so concurrent claims share one statement and one
     * commit.
     *
     * @return the inquiry, or empty if it is held back or no longer open
     */
    Optional<Inquiry> take(UUID id) {
        Optional<Stored> taken = tx.active() ? null : takes.call("", id, firstOfMany() ? AGENCIES : 0);
        if (taken == null) {
            taken = taken(TAKE_ONE, List.of(id)).getOrDefault(id, Optional.empty());
        }
        taken.ifPresent(stored -> carried.taken(id, stored.caseId));
        // Decrypt after the statement, because loading a key inside it could need a second connection.
        return taken.map(this::inquiry);
    }

    private boolean firstOfMany() {
        long now = System.nanoTime();
        boolean first = now - lastTaken > PAUSE_NANOS;
        lastTaken = now;
        return first;
    }

    CarriedInquiries carried() {
        return carried;
    }

    /**
     * Claims inquiries and returns them by id. An empty value means that the inquiry is held back. A missing id means
     * that it is no longer open, or that another transaction has locked it.
     */
    private Map<UUID, Optional<Stored>> taken(String take, List<UUID> ids) {
        Map<UUID, Optional<Stored>> taken = new HashMap<>();
        tx.single(sql -> sql.createQuery(take)
                .bindArray("ids", UUID.class, ids)
                .map((row, context) -> taken.put(
                        row.getObject("id", UUID.class),
                        row.getObject("held") == null ? Optional.of(stored(row)) : Optional.empty()))
                .list());
        return taken;
    }

    Optional<Inquiry> find(UUID id) {
        return row(id).map(this::inquiry);
    }

    Optional<Asked> asked(UUID id) {
        return row(id).map(stored -> new Asked(
                inquiry(stored),
                stored.state,
                stored.supersededBy,
                AnswerRules.verdicts(stage(stored).kind())));
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

    private Optional<Stored> row(UUID id) {
        return tx.single(sql -> sql.createQuery("select " + COLUMNS
                        + " from cases.inquiry i join cases.case_file c on c.id = i.case_id where i.id = :id")
                .bind("id", id)
                .map((row, context) -> stored(row))
                .findOne());
    }

    void failed(UUID id, String reason, Instant next) {
        carried.over(id);
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

    void again(UUID id, Instant at) {
        tx.single(sql -> sql.createUpdate("update cases.inquiry set next_attempt = :at::timestamptz,"
                        // as InquiryEntity.reachedAgain
                        + " escalated = case when escalated >= unreached_since then null else escalated end,"
                        + " unreached_since = null where id = :id and state = 'DELIVERED'")
                .bind("id", id)
                .bind("at", at)
                .execute());
    }

    Page<Open> open(String agency, String cursor, int limit) {
        Paging paging = Paging.of(cursor, limit);
        List<Open> found = tx
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
                .map(stored -> new Open(inquiry(stored), stored.state(), stored.delivered()))
                .toList();
        return paging.page(found, open -> open.inquiry().id());
    }

    /** An inquiry without its encrypted parts (personal facts and attachments) and without the findings of its stage. */
    private record Stored(
            Inquiry bare,
            UUID caseId,
            String ruleSet,
            String stage,
            byte[] personalFacts,
            byte[] attachments,
            String state,
            Instant delivered,
            UUID supersededBy) {}

    private static Stored stored(ResultSet row) throws SQLException {
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
        return new Stored(
                bare,
                row.getObject("case_id", UUID.class),
                row.getString("rule_set"),
                row.getString("stage"),
                row.getBytes("personal_facts"),
                row.getBytes("attachments"),
                InquiryState.valueOf(row.getString("state"))
                        .tried(row.getInt("attempts"))
                        .shown(),
                Instants.of(row, "delivered"),
                row.getObject("superseded_by", UUID.class));
    }

    private Inquiry inquiry(Stored stored) {
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

    private Map<String, Object> facts(Stored stored) {
        if (stored.personalFacts == null) {
            return stored.bare.facts();
        }
        Map<String, Object> whole = new TreeMap<>(stored.bare.facts());
        whole.putAll(SealedFacts.personal(
                store.seal(stored.caseId), InquiryEntity.factsPlace(stored.bare.id()), stored.personalFacts));
        return whole;
    }

    /** Findings that the stage requires, by the case's own rules. */
    private List<String> findings(Stored stored) {
        return stage(stored).findings();
    }

    private Stage stage(Stored stored) {
        return procedures
                .ruleSet(stored.ruleSet)
                .procedure(stored.bare.kind())
                .map(procedure -> procedure.stage(stored.stage))
                .orElseThrow();
    }

    private List<Attachment> attachments(Stored stored) {
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
