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
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;

/** One inquiry. Changed under its case's lock and its own. */
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
    private byte[] personalFacts;

    private byte[] attachments;

    /** how many go with it */
    private int sheets;

    int attempts;

    @Column(name = "last_error")
    String lastError;

    @Column(name = "next_attempt")
    Instant nextAttempt;

    /** Since when it is kept back because its agency is paused. */
    Instant held;

    Instant asked;
    Instant delivered;
    Instant due;
    String budget;
    String calendar;
    int extensions;

    /** Milliseconds; written by {@link city.pishkhan.cases.internal.inquiries.Deadlines} alone, in SQL. */
    @Column(name = "given_back", insertable = false, updatable = false)
    long givenBack;

    Instant escalated;

    /** Since when attempts to reach the agency fail; {@code null} once one passed. */
    @Column(name = "unreached_since")
    Instant unreachedSince;

    /** of the present deadline */
    int reminders;

    /** when the next one is due */
    @Column(name = "remind_at")
    Instant remindAt;

    Instant answered;

    @Enumerated(EnumType.STRING)
    Verdict verdict;

    private byte[] answer;

    @Column(name = "answer_digest")
    String answerDigest;

    String reference;

    @Column(name = "superseded_by")
    UUID supersededBy;

    String traceparent;

    @Transient
    private CaseSeal seal;

    @Transient
    private StoredAnswer parsed;

    protected InquiryEntity() {}

    /**
     * A question to an agency, not yet on its way.
     *
     * @param digest of what it is asked and shown
     * @param why as the rules explain it
     * @param trace what the partner's call belongs to
     */
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
        this.facts = kept.open();
        this.personalFacts = kept.sealed();
        this.traceparent = trace;
        this.asked = StoredTime.get();
        with(file.seal());
        attachments(sheets);
    }

    /** What opens and seals people's words in it. */
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

    /** Whether the agency itself said something. */
    public boolean spoken() {
        return answer != null;
    }

    /** What the agency said, or {@code null}. */
    public StoredAnswer answer() {
        if (answer != null && parsed == null) {
            String json = seal.open(answerPlace(), answer);
            parsed = json.equals(Persons.ERASED) ? StoredAnswer.erased(verdict) : StoredAnswer.parse(json);
        }
        return parsed;
    }

    public void move(InquiryState to) {
        state = state.to(to);
        if (!state.live()) {
            nextAttempt = null;
            remindAt = null;
            unreachedSince = null;
            held = null;
        }
    }

    /** Whether it is to be sent yet: the agency does not have it, or is to be asked again for what it says. */
    public boolean toBeSent() {
        return state.live() && (state != InquiryState.DELIVERED || held != null);
    }

    /** The agency has it now. */
    public void delivered(String by, Instant now) {
        move(InquiryState.DELIVERED);
        delivered = now;
        reference = by;
        lastError = null;
        unreachedSince = null;
        // that it was not reached is over; what follows is its own silence
        escalated = null;
    }

    /** Another question takes its place. */
    public void supersededBy(InquiryEntity other) {
        move(InquiryState.SUPERSEDED);
        supersededBy = other.id;
    }

    /** Counts anew, by a budget of the rules; no reminder was sent of the deadline that follows. */
    public void count(String newBudget) {
        budget = newBudget;
        calendar = null;
        reminders = 0;
        due = null;
        remindAt = null;
    }

    /** @param identity of the calendar that says which days its budget counts */
    public void countBy(String identity) {
        calendar = identity;
    }

    public void due(Instant deadline) {
        due = deadline;
    }

    /** @param next when it is reminded of, or {@code null} for never */
    public void remindAt(Instant next) {
        remindAt = next;
    }

    /** @param sent how many reminders of the present deadline are over */
    public void reminded(int sent) {
        reminders = sent;
    }

    /** The deadline passed. */
    public void escalate(Instant now) {
        escalated = now;
    }

    /** The agency asked for more time, and has it; which shows that it was reached. */
    public void extend(Instant until, String wish) {
        due = until;
        answerDigest = wish;
        extensions++;
        escalated = null;
        unreachedSince = null;
        reminders = 0;
    }

    /** An attempt passed after others had failed: if the deadline passed meanwhile, what silence means is decided now. */
    public void reachedAgain() {
        escalated = escalated != null && escalated.isBefore(unreachedSince) ? escalated : null;
        unreachedSince = null;
    }

    /**
     * Whether the agency could have answered: it has the inquiry, and the hub has not failed since to ask it for what it says. Else nobody
     * knows whether it kept silent.
     */
    public boolean reached() {
        return state == InquiryState.DELIVERED && unreachedSince == null;
    }

    /** Since when it is not reached; {@code null} if it is, or nothing is known to the contrary. */
    public Instant notReachedSince() {
        if (unreachedSince != null || !state.live()) {
            return unreachedSince;
        }
        // nobody even tried, and the deadline is over
        return delivered == null && escalated != null ? asked : null;
    }

    /** Whether its word stands: answered, or expired with the rule's own verdict. */
    public boolean settled() {
        return (state == InquiryState.ANSWERED || state == InquiryState.EXPIRED) && verdict != null;
    }

    /** Whether it brought what was looked up. */
    public boolean found() {
        return settled() && verdict == Verdict.DATA;
    }

    public boolean approved() {
        return settled() && (verdict == Verdict.APPROVE || verdict == Verdict.APPROVE_WITH_CONDITIONS);
    }

    /** Whether its word hands the case back instead of deciding it. */
    public boolean sendsBack(AgencyRule rule) {
        return settled()
                && (verdict == Verdict.NEED_MORE_INFORMATION
                        || verdict == Verdict.REJECT && rule.onReject().equals("send-back"));
    }

    /** @param file its case, in whose round the word counts @param personal names of what in an answer is */
    public void answered(Answer given, CaseFile file, Set<String> personal, Instant now) {
        move(InquiryState.ANSWERED);
        round = file.round;
        if (delivered == null) {
            // its own clock never ran, and that of reaching it is over
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

    /** The agency kept silent, and the rule speaks for it. */
    public void expired(Verdict byRule, int current) {
        move(InquiryState.EXPIRED);
        round = current;
        verdict = byRule;
    }

    /** How a case ends that its word refuses: by the agency's own, or because its time ran out. */
    public CaseEnd end() {
        return spoken() ? CaseEnd.REFUSED : CaseEnd.LAPSED;
    }

    /** Its reason, for people. */
    public Text said() {
        return CodeNames.of("agency", agency)
                .then(": ", spoken() ? Text.own(answer().reason()) : MESSAGES.text("inquiry-entity.silence"));
    }

    /** @param paused why it waits because its agency is paused, or {@code null} */
    public InquiryView view(Hold paused) {
        StoredAnswer said = answer();
        return new InquiryView(
                id,
                stage,
                agency,
                state().shown(),
                reason,
                verdict == null ? null : verdict.name(),
                said == null ? null : said.reason(),
                said == null ? List.of() : said.conditions(),
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
                said == null ? List.of() : said.files());
    }

    public String agency() {
        return agency;
    }

    public Verdict verdict() {
        return verdict;
    }

    public int round() {
        return round;
    }

    public String budget() {
        return budget;
    }

    public Instant delivered() {
        return delivered;
    }

    public Instant asked() {
        return asked;
    }

    public Instant due() {
        return due;
    }

    public int reminders() {
        return reminders;
    }

    public long givenBack() {
        return givenBack;
    }

    public String stage() {
        return stage;
    }

    public InquiryState state() {
        return state.tried(attempts);
    }

    public Instant escalated() {
        return escalated;
    }

    public UUID id() {
        return id;
    }

    public int attempts() {
        return attempts;
    }

    public Instant remindAt() {
        return remindAt;
    }

    public String digest() {
        return digest;
    }

    public String answerDigest() {
        return answerDigest;
    }

    public Instant answered() {
        return answered;
    }

    public int extensions() {
        return extensions;
    }

    public String calendar() {
        return calendar;
    }

    public Instant unreachedSince() {
        return unreachedSince;
    }

    public UUID caseId() {
        return caseId;
    }
}
