package city.pishkhan.cases.internal.model;

import city.pishkhan.api.cases.Cases.Hold;
import city.pishkhan.api.cases.InquiryView;
import city.pishkhan.api.persons.Persons;
import city.pishkhan.api.rules.AgencyRule;
import city.pishkhan.api.rules.CaseEnd;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.messages.CodeNames;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Verdict;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** One inquiry. Its case's row and its own row must be locked by the transaction that changes it. */
@Entity
@Table(name = "inquiry")
@DynamicUpdate
public class InquiryEntity {
    private static final Messages MESSAGES = Messages.of(InquiryEntity.class);

    @Id
    UUID id;

    @Column(name = "case_id")
    UUID caseId;

    String stage;
    String agency;
    String digest;

    @Enumerated(EnumType.STRING)
    InquiryState state;

    int round;
    int emission;
    String reason;

    @ColumnTransformer(write = "?::jsonb")
    String facts;

    @Column(name = "personal_facts")
    private byte @Nullable [] personalFacts;

    private byte @Nullable [] attachments;

    /** number of sheets that are sent with the inquiry */
    private int sheets;

    int attempts;

    @Column(name = "last_error")
    @Nullable
    String lastError;

    @Column(name = "next_attempt")
    @Nullable
    Instant nextAttempt;

    /** Time since which a pause of the agency holds the inquiry back, or {@code null}. */
    @Nullable
    Instant held;

    Instant asked;

    @Nullable
    Instant delivered;

    @Nullable
    Instant due;

    @Nullable
    String budget;

    @Nullable
    String calendar;

    int extensions;

    /**
     * Extension of the deadline by the hub's own downtime, in milliseconds. Written only by SQL in
     * {@link city.pishkhan.cases.internal.inquiries.Deadlines}.
     */
    @Column(name = "downtime_ms", insertable = false, updatable = false)
    long downtimeMs;

    @Nullable
    Instant escalated;

    /** Time since which attempts to reach the agency fail; {@code null} after a successful attempt. */
    @Column(name = "unreached_since")
    @Nullable
    Instant unreachedSince;

    /** number of reminders sent for the present deadline */
    int reminders;

    /** time of the next reminder, or {@code null} */
    @Column(name = "remind_at")
    @Nullable
    Instant remindAt;

    @Nullable
    Instant answered;

    @Enumerated(EnumType.STRING)
    @Nullable
    Verdict verdict;

    private byte @Nullable [] answer;

    @Column(name = "answer_digest")
    @Nullable
    String answerDigest;

    @Nullable
    String reference;

    @Column(name = "superseded_by")
    UUID supersededBy;

    String traceparent;

    @Transient
    private CaseSeal seal;

    @Transient
    private @Nullable StoredAnswer parsed;

    protected InquiryEntity() {}

    /**
     * A new inquiry, not dispatched yet.
     *
     * @param digest digest of the question and of the facts and sheets that are shown
     * @param why    reason, as the rules explain it
     * @param trace  trace context for the call to the agency, or {@code null}
     */
    // with() sets the seal
    @SuppressWarnings("NullAway.Init")
    public InquiryEntity(
            CaseFile file,
            String stage,
            String agency,
            String digest,
            String why,
            Map<String, Object> shown,
            List<InquirySheet> sheets,
            String trace) {
        this.id = Ids.next();
        this.caseId = file.id;
        this.stage = stage;
        this.agency = agency;
        this.digest = digest;
        this.state = InquiryState.QUEUED;
        this.round = file.round;
        this.emission = 1;
        this.reason = why;
        SealedFacts kept = SealedFacts.of(file.seal(), factsPlace(id), shown, file.personal());
        this.facts = kept.plainJson();
        this.personalFacts = kept.sealed();
        this.traceparent = trace;
        this.asked = StoredTime.get();
        with(file.seal());
        attachments(sheets);
    }

    /** Sets the seal that encrypts and decrypts the personal text of this inquiry. */
    public InquiryEntity with(CaseSeal caseSeal) {
        seal = caseSeal;
        return this;
    }

    private void attachments(List<InquirySheet> given) {
        sheets = given.size();
        attachments = given.isEmpty() ? null : seal.seal(attachmentsPlace(id), FactsJson.write(given));
    }

    public static String factsPlace(UUID inquiry) {
        return "inquiry.facts " + inquiry;
    }

    public static String attachmentsPlace(UUID inquiry) {
        return "inquiry.attachments " + inquiry;
    }

    private String answerPlace() {
        return "inquiry.answer " + id;
    }

    /** Returns {@code true} if the agency itself has answered. */
    public boolean hasAnswer() {
        return answer != null;
    }

    /** The agency's answer, or {@code null}. */
    public @Nullable StoredAnswer answer() {
        if (answer != null && parsed == null) {
            String json = seal.open(answerPlace(), answer);
            parsed = json.equals(Persons.ERASED) ? StoredAnswer.erased(verdict) : StoredAnswer.parse(json);
        }
        return parsed;
    }

    public void move(InquiryState to) {
        state = state.requirePermitted(to);
        if (!state.isLive()) {
            nextAttempt = null;
            remindAt = null;
            unreachedSince = null;
            held = null;
        }
    }

    /** Returns {@code true} if a dispatch is pending: the inquiry is not delivered, or a promised answer is to be fetched after a pause. */
    public boolean isDispatchPending() {
        return state.isLive() && (state != InquiryState.DELIVERED || held != null);
    }

    /** Marks the inquiry as delivered to the agency. */
    public void delivered(@Nullable String by, Instant now) {
        move(InquiryState.DELIVERED);
        delivered = now;
        reference = by;
        lastError = null;
        unreachedSince = null;
        // An escalation before this time was about delivery; from now on the agency's own deadline counts.
        escalated = null;
    }

    /** Marks the inquiry as superseded by another. */
    public void markSupersededBy(InquiryEntity other) {
        move(InquiryState.SUPERSEDED);
        supersededBy = other.id;
    }

    /** Sets a new response time and clears the deadline and its reminders. */
    public void resetDeadline(String newBudget) {
        budget = newBudget;
        calendar = null;
        reminders = 0;
        due = null;
        remindAt = null;
    }

    /** @param identity identity of the calendar that the deadline is computed with */
    public void setCalendar(String identity) {
        calendar = identity;
    }

    public void due(@Nullable Instant deadline) {
        due = deadline;
    }

    /** @param next time of the next reminder, or {@code null} for none */
    public void remindAt(@Nullable Instant next) {
        remindAt = next;
    }

    /** @param sent number of reminders of the present deadline that were sent or skipped */
    public void setReminders(int sent) {
        reminders = sent;
    }

    /** Records that the deadline has passed. */
    public void escalate(Instant now) {
        escalated = now;
    }

    /** Records an extension that the agency requested. The request also shows that the agency was reached. */
    public void extend(Instant until, String requestDigest) {
        due = until;
        answerDigest = requestDigest;
        extensions++;
        escalated = null;
        unreachedSince = null;
        reminders = 0;
    }

    /**
     * Records a successful attempt after failed ones. A deadline that passed while attempts failed is evaluated again, so that the silence
     * rule decides now.
     */
    public void recordReached() {
        escalated = escalated != null && escalated.isBefore(unreachedSince) ? escalated : null;
        unreachedSince = null;
    }

    /**
     * Returns {@code true} if the agency could have answered: it has the inquiry, and no attempt to fetch its answer has failed since.
     * Otherwise the missing answer does not count as silence.
     */
    public boolean isReached() {
        return state == InquiryState.DELIVERED && unreachedSince == null;
    }

    /** Time since which the agency is not reached, or {@code null} if it is reached or no failure is known. */
    public @Nullable Instant notReachedSince() {
        if (unreachedSince != null || !state.isLive()) {
            return unreachedSince;
        }
        // no attempt was made at all before the deadline passed
        return delivered == null && escalated != null ? asked : null;
    }

    /** Returns {@code true} if the inquiry has a verdict: the agency's own, or the rule's after it expired. */
    public boolean isSettled() {
        return (state == InquiryState.ANSWERED || state == InquiryState.EXPIRED) && verdict != null;
    }

    /** Returns {@code true} if the answer contains the requested data. */
    public boolean hasData() {
        return isSettled() && verdict == Verdict.DATA;
    }

    public boolean isApproved() {
        return isSettled() && (verdict == Verdict.APPROVE || verdict == Verdict.APPROVE_WITH_CONDITIONS);
    }

    /**
     * Returns {@code true} if the answer returns the case for correction: the agency needs more information, or rejects
     * and the rule sends rejected cases back.
     */
    public boolean isReturningCase(AgencyRule rule) {
        return isSettled()
                && (verdict == Verdict.NEED_MORE_INFORMATION
                        || verdict == Verdict.REJECT && rule.onReject().equals("send-back"));
    }

    /**
     * Records the agency's answer.
     *
     * @param file     its case; the answer counts in the case's present round
     * @param personal names of the answer's data that are personal
     */
    public void answered(Answer given, CaseFile file, Set<String> personal, Instant now) {
        move(InquiryState.ANSWERED);
        round = file.round;
        if (delivered == null) {
            // the agency's deadline never started, and the deadline to reach it no longer matters
            delivered = now;
            due = null;
            escalated = null;
        }
        answered = now;
        verdict = given.verdict();
        parsed = StoredAnswer.of(given);
        answer = seal.seal(answerPlace(), parsed.json());
        answerDigest = parsed.digest(file.committed(parsed.data(), personal));
        reference = given.reference() == null ? reference : given.reference();
        lastError = null;
    }

    /** Records that the agency was silent, with the verdict of the rule. */
    public void expire(Verdict byRule, int current) {
        move(InquiryState.EXPIRED);
        round = current;
        verdict = byRule;
    }

    /** End of a case that this inquiry refuses: refused if the agency answered, lapsed if its time ran out. */
    public CaseEnd end() {
        return hasAnswer() ? CaseEnd.REFUSED : CaseEnd.LAPSED;
    }

    /** The agency's name and its reason, for display. */
    public Text statement() {
        StoredAnswer given = answer();
        return CodeNames.nameOrCode("agency", agency)
                .followedBy(
                        ": ",
                        given != null
                                ? Text.untranslated(Objects.requireNonNullElse(given.reason(), ""))
                                : MESSAGES.text("inquiry-entity.silence"));
    }

    /** @param paused hold to show because the agency is paused, or {@code null} */
    public InquiryView view(@Nullable Hold paused) {
        StoredAnswer stored = answer();
        return new InquiryView(
                id,
                stage,
                agency,
                state().apiName(),
                reason,
                verdict == null ? null : verdict.name(),
                stored == null ? null : stored.reason(),
                stored == null ? List.of() : stored.conditions(),
                attempts,
                asked,
                delivered,
                due,
                answered,
                supersededBy,
                notReachedSince(),
                escalated,
                reminders,
                paused,
                stored == null ? List.of() : stored.files());
    }

    public String agency() {
        return agency;
    }

    public @Nullable Verdict verdict() {
        return verdict;
    }

    public int round() {
        return round;
    }

    public @Nullable String budget() {
        return budget;
    }

    public @Nullable Instant delivered() {
        return delivered;
    }

    public Instant asked() {
        return asked;
    }

    public @Nullable Instant due() {
        return due;
    }

    public int reminders() {
        return reminders;
    }

    public long downtimeMs() {
        return downtimeMs;
    }

    public String stage() {
        return stage;
    }

    public InquiryState state() {
        return state.afterAttempts(attempts);
    }

    public @Nullable Instant escalated() {
        return escalated;
    }

    public UUID id() {
        return id;
    }

    public int attempts() {
        return attempts;
    }

    public @Nullable Instant remindAt() {
        return remindAt;
    }

    public String digest() {
        return digest;
    }

    public @Nullable String answerDigest() {
        return answerDigest;
    }

    public @Nullable Instant answered() {
        return answered;
    }

    public int extensions() {
        return extensions;
    }

    public @Nullable String calendar() {
        return calendar;
    }

    public @Nullable Instant unreachedSince() {
        return unreachedSince;
    }

    public UUID caseId() {
        return caseId;
    }
}
