package city.pishkhan.api.cases;

import city.pishkhan.api.cases.Cases.Summary;
import city.pishkhan.api.security.Caller;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Information for the counter of an office: the cases to work on today, and facts about a case before it is opened. */
public interface CounterCases {

    /**
     * Running cases of the caller's offices that need the counter, and cases that ended today. Each case is in one list.
     *
     * @param unpaid   cases whose applicant has to pay, newest first
     * @param sentBack cases that came back after a submission, newest first
     * @param issued   cases that were approved today, latest first
     * @param more     {@code true} if the office has more cases than were read
     */
    record Today(List<Summary> unpaid, List<Summary> sentBack, List<Summary> issued, boolean more) {
        public Today {
            unpaid = List.copyOf(unpaid);
            sentBack = List.copyOf(sentBack);
            issued = List.copyOf(issued);
        }
    }

    /**
     * A running case that prevents another one of the same service and subject.
     *
     * @param id     {@code null} if the case is outside the caller's scope
     * @param number case number; {@code null} if the case is outside the caller's scope
     */
    record ConflictingCase(@Nullable UUID id, @Nullable String number) {}

    /**
     * Usual time from the opening of a case to its approval.
     *
     * @param cases number of measured cases
     */
    record UsualDuration(Duration median, int cases) {}

    /**
     * Returns the day's work of the caller's offices; empty lists for a caller without an office.
     *
     * @param service limits the lists to one service, or {@code null}
     * @param stage   limits the running cases to one stage, or {@code null}
     */
    Today today(Caller caller, @Nullable String service, @Nullable String stage);

    /**
     * Returns the running case that makes {@link Cases#open} refuse with {@code case.already-open}.
     *
     * @param service name of a service; for a service that no office can open, the result is empty
     * @param subject canonical form
     */
    Optional<ConflictingCase> findRunning(Caller office, String service, String subject);

    /**
     * Returns the usual time of a service at the caller's office, measured over its latest approvals; empty if the
     * office has too few approvals.
     */
    Optional<UsualDuration> usualDuration(Caller caller, String service);
}
