package city.pishkhan.cases.internal;

import city.pishkhan.api.Cases.InquiryView;
import city.pishkhan.api.Procedures.AgencyRule;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Verdict;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;

/** One inquiry. Changed under its case's lock and its own. */
@Entity
@Table(name = "inquiry")
@DynamicUpdate
class InquiryRow {
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

    @ColumnTransformer(write = "?::jsonb")
    String attachments;

    int attempts;

    @Column(name = "last_error")
    String lastError;

    @Column(name = "next_attempt")
    Instant nextAttempt;

    Instant asked;
    Instant delivered;
    Instant due;
    String budget;
    String calendar;
    int extensions;

    /** Milliseconds; written by {@link Deadlines} alone, in SQL. */
    @Column(name = "given_back", insertable = false, updatable = false)
    long givenBack;

    Instant escalated;
    Instant answered;

    @Enumerated(EnumType.STRING)
    Verdict verdict;

    @ColumnTransformer(write = "?::jsonb")
    String answer;

    @Column(name = "answer_digest")
    String answerDigest;

    String reference;

    @Column(name = "superseded_by")
    UUID supersededBy;

    String traceparent;

    protected InquiryRow() {}

    void move(InquiryState to) {
        state = state.to(to);
        if (!state.live()) {
            nextAttempt = null;
        }
    }

    /** Whether its word stands: answered, or expired with the rule's own verdict. */
    boolean settled() {
        return (state == InquiryState.ANSWERED || state == InquiryState.EXPIRED) && verdict != null;
    }

    boolean approved() {
        return settled() && (verdict == Verdict.APPROVE || verdict == Verdict.APPROVE_WITH_CONDITIONS);
    }

    /** Whether its word hands the case back instead of deciding it. */
    boolean sendsBack(AgencyRule rule) {
        return settled()
                && (verdict == Verdict.NEED_MORE_INFORMATION
                        || verdict == Verdict.REJECT && rule.onReject().equals("send-back"));
    }

    /** @param current the case's round, in which the word counts */
    void answered(Answer given, int current, Instant now) {
        move(InquiryState.ANSWERED);
        round = current;
        delivered = delivered == null ? now : delivered;
        answered = now;
        verdict = given.verdict();
        answer = StoredAnswer.of(given).json();
        answerDigest = StoredAnswer.of(given).digest();
        reference = given.reference() == null ? reference : given.reference();
        lastError = null;
    }

    /** The agency kept silent, and the rule speaks for it. */
    void expired(Verdict byRule, int current) {
        move(InquiryState.EXPIRED);
        round = current;
        verdict = byRule;
    }

    /** Its reason, for people. */
    String said() {
        return agency + ": "
                + (answer == null
                        ? "kept silent / پاسخی نداد"
                        : StoredAnswer.parse(answer).reason());
    }

    InquiryView view() {
        StoredAnswer said = answer == null ? null : StoredAnswer.parse(answer);
        return new InquiryView(
                id,
                stage,
                agency,
                state.shown(),
                reason,
                verdict == null ? null : verdict.name(),
                said == null ? null : said.reason(),
                said == null ? List.of() : said.conditions(),
                attempts,
                asked,
                delivered,
                due,
                answered,
                supersededBy);
    }
}
