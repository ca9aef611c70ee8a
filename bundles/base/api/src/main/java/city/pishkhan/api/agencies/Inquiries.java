package city.pishkhan.api.agencies;

import city.pishkhan.api.Page;
import city.pishkhan.api.security.Caller;
import city.pishkhan.spi.AgencyNotice;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Attachment;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Dispatch and answering of inquiries. Each method changes the state with a conditional update in PostgreSQL, so that concurrent
 * callers cannot overwrite one another.
 */
public interface Inquiries {

    /**
     * Marks an inquiry as dispatched and returns it. A delivered inquiry that is to be sent again is returned as well, with its
     * state unchanged.
     *
     * @return empty if there is nothing to send: the inquiry is answered, superseded, expired, withdrawn or unknown. Also empty
     *     while its agency is paused; the inquiry then waits until the agency is resumed
     */
    Optional<Inquiry> claim(UUID id);

    /** The inquiry as its agency sees it, in any state. */
    Optional<Inquiry> find(UUID id);

    /**
     * As {@link #find(UUID)}, with a check of the caller's access.
     *
     * @param operation operation whose scope applies, e.g. {@code agency.inquiry.read}
     * @throws Refusal NOT_FOUND for an unknown inquiry or one outside the caller's scope
     */
    Inquiry find(Caller agency, UUID id, String operation);

    /**
     * Records that the partner received the inquiry. The agency's time to answer starts at the first call. Does nothing
     * if the delivery is already recorded or the inquiry is closed.
     */
    void recordDelivery(UUID id, @Nullable String reference);

    /**
     * Records a failed attempt (count and last reason) for operators; the state is unchanged.
     *
     * @param next time of the next attempt: the hub retries until the deadline
     */
    void recordFailure(UUID id, @Nullable String reason, Instant next);

    /** Schedules a delivered inquiry to be sent again at {@code at} with the same id, to fetch the answer. */
    void scheduleRetry(UUID id, Instant at);

    /**
     * Sends all undelivered inquiries again. Needed after a restore, because the broker may have lost its queues.
     *
     * @param agency agency, or {@code null} for all
     * @return number of inquiries
     */
    int resend(@Nullable String agency);

    /**
     * Accepts an answer. An identical second answer is acknowledged without effect.
     *
     * @param caller the agency (role {@code agency:<name>} of the inquiry's agency), or {@link Caller#HUB} for a connector's
     *               reply
     * @throws Refusal NOT_FOUND for an unknown inquiry or one of another agency; GONE if superseded, withdrawn or expired;
     *     CONFLICT {@code answer.different} if the inquiry already has another answer; INVALID for a wrong digest or an
     *     incomplete answer
     */
    Receipt answer(Caller caller, Answer answer);

    /** Inquiries that wait for the agency: delivered and unanswered, oldest first. */
    Page<PendingInquiry> listOpen(String agency, String cursor, int limit);

    /**
     * As {@link #listOpen(String, String, int)}, for the caller's agency.
     *
     * @throws Refusal NOT_FOUND if the caller acts for no agency
     */
    Page<PendingInquiry> listOpen(Caller agency, @Nullable String cursor, int limit);

    /**
     * Returns a notice that is still to be sent, by the id in its queue message. A reminder is returned only while the
     * agency may answer. Empty if nothing is to be sent, and while the agency is paused; the notice is then sent after
     * the agency is resumed.
     */
    Optional<AgencyNotice> notice(UUID id);

    /** Records that the agency received the notice. */
    void recordNoticeDelivery(UUID notice);

    /**
     * Notices to the caller's agency, newest first, whether or not a system of the agency received them.
     *
     * @throws Refusal NOT_FOUND if the caller acts for no agency
     */
    Page<PostedNotice> notices(Caller agency, @Nullable String cursor, int limit);

    /** A notice and its creation time. */
    record PostedNotice(UUID id, AgencyNotice notice, Instant created) {}

    /**
     * State of an inquiry, for its agency.
     *
     * @throws Refusal NOT_FOUND for an unknown inquiry or one of another agency
     */
    AgencyInquiry findForAgency(Caller agency, UUID id);

    /**
     * An inquiry and its state.
     *
     * @param supersededBy id of the inquiry that replaced this one, or {@code null}
     * @param verdicts     verdicts that an answer may have, in the order in which a form shows them
     */
    record AgencyInquiry(Inquiry inquiry, String state, UUID supersededBy, List<Verdict> verdicts) {}

    /**
     * A sheet for the inquiry's agency: one that is attached to the inquiry, or one that the agency stored for its answer.
     *
     * @throws Refusal NOT_FOUND
     */
    Attachment attachment(Caller agency, UUID inquiry, String sha256);

    /**
     * Confirmation of an answer.
     *
     * @param repeated whether the same answer was accepted before
     */
    record Receipt(UUID inquiry, String state, Instant at, boolean repeated) {}

    /** An inquiry that waits for its agency's answer. */
    record PendingInquiry(Inquiry inquiry, String state, Instant delivered) {}

    /**
     * Numbers of one agency's inquiries by state, for operators.
     *
     * @param overdue   number of inquiries that were not delivered by their deadline
     * @param unreached time since which an inquiry could not be delivered, or {@code null}
     * @param undated   number of delivered inquiries whose deadline cannot be computed, because the holiday calendar of
     *                  the rules ends before it
     */
    record Load(
            String agency,
            long queued,
            long dispatched,
            long delivered,
            Instant oldest,
            long overdue,
            @Nullable Instant unreached,
            long undated) {

        /** Creates the load of an agency without overdue, unreachable or undated inquiries. */
        public Load(String agency, long queued, long dispatched, long delivered, Instant oldest) {
            this(agency, queued, dispatched, delivered, oldest, 0, null, 0);
        }
    }

    /** Loads of all agencies, for operators. */
    List<Load> loads();

    /**
     * Inquiries for operators, newest first.
     *
     * @param agency agency, or {@code null} for all
     * @param state  state, or {@code null} for all
     */
    Page<Row> list(@Nullable String agency, @Nullable String state, @Nullable String cursor, int limit);

    /** One row of {@link #list}, in any state. */
    Optional<Row> row(UUID id);

    /**
     * One row of the operators' listing.
     *
     * @param waits reason why the inquiry waits, or {@code null} if it does not
     */
    record Row(
            UUID id,
            String caseNumber,
            String agency,
            String state,
            int attempts,
            String lastError,
            Instant asked,
            Instant due,
            @Nullable WaitReason waits) {}

    /**
     * The reason why an inquiry waits, with a sentence for people.
     *
     * @param code {@code paused}, {@code answer} (of the agency), {@code next-attempt}, {@code no-consumer}, {@code
     *             breaker} or {@code turn} (earlier inquiries are sent first)
     */
    record WaitReason(String code, String english, String persian) {}
}
