package city.pishkhan.cases.internal.inquiries;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.agencies.Inquiries.Receipt;
import city.pishkhan.api.rules.AgencyRule;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.api.security.Scope;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.model.FactsJson;
import city.pishkhan.cases.internal.model.InquiryEntity;
import city.pishkhan.cases.internal.model.InquiryState;
import city.pishkhan.cases.internal.model.StoredAnswer;
import city.pishkhan.cases.internal.model.StoredTime;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.WorkingTime;
import city.pishkhan.messages.Messages;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules that decide whether an answer is accepted. */
final class AnswerPolicy {
    private static final Messages MESSAGES = Messages.of(AnswerPolicy.class);

    private static final Set<Verdict> NEED_REASON =
            EnumSet.of(Verdict.REJECT, Verdict.NEED_MORE_INFORMATION, Verdict.EXTEND);
    private static final List<Verdict> OF_LOOKUPS = List.of(Verdict.DATA, Verdict.REJECT, Verdict.EXTEND);
    private static final List<Verdict> OF_AGENCIES = List.of(
            Verdict.APPROVE,
            Verdict.APPROVE_WITH_CONDITIONS,
            Verdict.REJECT,
            Verdict.NEED_MORE_INFORMATION,
            Verdict.EXTEND);
    private static final int LARGEST_DATA = 100_000;
    private static final int LONGEST_REASON = 4_000;
    private static final int MOST_CONDITIONS = 100;

    private AnswerPolicy() {}

    static Refusal unknown() {
        return Refusal.notFound("inquiry");
    }

    /** @throws Refusal NOT_FOUND if the inquiry belongs to another agency */
    static void requireOwnInquiry(Scope scope, InquiryEntity row) {
        if (!scope.canAccess(Set.of("agency:" + row.agency()))) {
            throw unknown();
        }
    }

    /**
     * Returns a receipt if the same answer was already accepted, or empty if the inquiry has no answer yet.
     *
     * @param personal names of the answer's data that are personal
     * @throws Refusal CONFLICT {@code answer.different} if a different answer was accepted before
     */
    static Optional<Receipt> repeated(InquiryEntity row, Answer answer, CaseFile file, Set<String> personal) {
        boolean accepted = row.state() == InquiryState.ANSWERED || row.state() == InquiryState.DELIVERED;
        if (accepted && row.digest().equals(answer.digest()) && isSame(row, StoredAnswer.of(answer), file, personal)) {
            return Optional.of(new Receipt(
                    row.id(), row.state().apiName(), row.answered() == null ? StoredTime.get() : row.answered(), true));
        }
        if (row.state() == InquiryState.ANSWERED) {
            throw Refusal.conflict("answer.different", row.answered());
        }
        return Optional.empty();
    }

    private static boolean isSame(InquiryEntity row, StoredAnswer given, CaseFile file, Set<String> personal) {
        Map<String, Object> committed = file.committed(given.data(), personal);
        return given.digest(committed).equals(row.answerDigest())
                // the stored answer was accepted before one of its values was classified as personal
                || committed != given.data() && given.digest().equals(row.answerDigest());
    }

    /**
     * Checks that an answer is still accepted.
     *
     * @param closed {@code true} if an answer in the inquiry's stage has no effect any more
     * @throws Refusal GONE if it is not
     */
    static void requireOpen(CaseFile file, InquiryEntity row, boolean closed, Answer answer) {
        boolean late = row.state() == InquiryState.EXPIRED
                && !file.state().hasEnded()
                && !closed
                && answer.verdict() != Verdict.EXTEND;
        if (!row.state().isLive() && !late) {
            throw new Refusal(
                    Refusal.Kind.GONE,
                    "inquiry." + row.state().apiName(),
                    null,
                    MESSAGES.text("inquiry.over", row.state().apiName()));
        }
    }

    /** Permitted verdicts, in the order in which a form shows them. */
    static List<Verdict> verdicts(StageKind kind) {
        return kind == StageKind.LOOKUP ? OF_LOOKUPS : OF_AGENCIES;
    }

    static void check(StageKind kind, InquiryEntity row, Answer answer) {
        if (!row.digest().equals(answer.digest())) {
            throw Refusal.invalid("answer.digest", "digest");
        }
        List<Verdict> verdicts = verdicts(kind);
        if (!verdicts.contains(answer.verdict())) {
            throw Refusal.invalid("answer.verdict", "verdict", verdicts);
        }
        if (NEED_REASON.contains(answer.verdict())
                        && (answer.reason() == null || answer.reason().isBlank())
                || answer.reason() != null && answer.reason().length() > LONGEST_REASON) {
            throw Refusal.invalid("answer.reason", "reason", answer.verdict(), LONGEST_REASON);
        }
        boolean conditions = !answer.conditions().isEmpty();
        if (conditions != (answer.verdict() == Verdict.APPROVE_WITH_CONDITIONS)
                || answer.conditions().size() > MOST_CONDITIONS) {
            throw Refusal.invalid("answer.conditions", "conditions", MOST_CONDITIONS);
        }
        if (answer.verdict() != Verdict.EXTEND && answer.until() != null) {
            throw Refusal.invalid("answer.until", "until");
        }
        if (answer.verdict() == Verdict.EXTEND && !answer.attachments().isEmpty()) {
            throw Refusal.invalid("answer.attachments", "attachments");
        }
        if (FactsJson.write(answer.data()).length() > LARGEST_DATA) {
            throw Refusal.invalid("answer.data", "data", LARGEST_DATA);
        }
    }

    /**
     * Computes the new deadline of an extension request. A time on the last permitted day is moved back to the latest permitted time.
     *
     * @param latest latest time that the rules permit for all extensions together
     * @return the new deadline
     * @throws Refusal CONFLICT if the extensions are used up; INVALID if the requested time is not permitted
     */
    static Instant extended(InquiryEntity row, AgencyRule rule, Answer answer, Instant latest) {
        if (row.extensions() >= rule.extensions()) {
            throw Refusal.conflict("answer.extensions-used-up", row.extensions());
        }
        Instant now = StoredTime.get();
        Instant present = row.due() == null || row.due().isBefore(now) ? now : row.due();
        Instant until = isOnLastDay(answer.until(), latest) ? latest : answer.until();
        if (until == null || !until.isAfter(present) || until.isAfter(latest)) {
            throw Refusal.invalid(
                    "answer.until/check-extension",
                    "until",
                    present,
                    latest,
                    row.agency(),
                    WorkingTime.parse(rule.extension()));
        }
        return StoredTime.truncate(until);
    }

    private static boolean isOnLastDay(@Nullable Instant until, Instant latest) {
        return until != null
                && until.isAfter(latest)
                && until.isBefore(latest.plus(Duration.ofDays(1)))
                && day(until).equals(day(latest));
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, PersianDate.TEHRAN);
    }
}
