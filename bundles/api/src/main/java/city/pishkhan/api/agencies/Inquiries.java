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

/** Inquiries from the side of those who carry and answer them. PostgreSQL decides: each method transitions conditionally. */
public interface Inquiries {

    /**
     * Marks an inquiry as dispatched, if it still is to be carried. One that was delivered and is to be asked again is given as well, its
     * state stays.
     *
     * @return empty if it is answered, superseded, expired, withdrawn or unknown: then there is nothing to carry; and while its agency is
     *     paused: then it is kept until the agency is resumed
     */
    Optional<Inquiry> take(UUID id);

    /** The inquiry as it would be shown to its agency, whatever its state. */
    Optional<Inquiry> find(UUID id);

    /**
     * As {@link #find(UUID)}, for who asks at a door.
     *
     * @param operation by whose scope, e.g. {@code agency.inquiry.read}
     * @throws Refusal NOT_FOUND for an unknown inquiry or one out of the caller's reach
     */
    Inquiry find(Caller agency, UUID id, String operation);

    /** The partner has it: the agency's clock starts (once). Does nothing if that is known already or the inquiry is over. */
    void delivered(UUID id, String reference);

    /**
     * An attempt failed; recorded for people (count, last reason), the state stays.
     *
     * @param next when it is sent again: the hub never gives up before the deadline does
     */
    void failed(UUID id, String reason, Instant next);

    /** Sends a delivered inquiry again at {@code at}, with the same id, to fetch the answer that the partner may have by then. */
    void again(UUID id, Instant at);

    /**
     * Sends everything again that is still to be carried: after a restore, when the broker may have lost its queues.
     *
     * @param agency or {@code null} for all
     * @return how many
     */
    int resend(String agency);

    /**
     * Takes an answer. The same answer again is acknowledged again without effect.
     *
     * @param caller the agency (role {@code agency:<name>} of the inquiry's agency), or {@link Caller#HUB} for a connector's reply
     * @throws Refusal NOT_FOUND for an unknown inquiry or one of another agency; GONE if superseded, withdrawn or expired; CONFLICT
     *     {@code answer.different} if another answer stands; INVALID for a wrong digest or an incomplete answer
     */
    Receipt answer(Caller caller, Answer answer);

    /** Inquiries in which an agency has to do something: delivered and unanswered, oldest first. */
    Page<Open> open(String agency, String cursor, int limit);

    /** As {@link #open(String, String, int)}, of the agency that the caller speaks for. @throws Refusal NOT_FOUND for who speaks for none */
    Page<Open> open(Caller agency, String cursor, int limit);

    /**
     * Notices that are still to be told to an agency, reminders only while it may answer; the queue message carries the notice's id. Empty while
     * the agency is paused: it is told when it is resumed.
     */
    Optional<AgencyNotice> notice(UUID id);

    /** The agency was told. */
    void told(UUID notice);

    /**
     * What the agency that the caller speaks for is told of its inquiries, whether or not it has a system that heard of it: newest first.
     *
     * @throws Refusal NOT_FOUND for who speaks for none
     */
    Page<Posted> notices(Caller agency, String cursor, int limit);

    /** A notice, and since when it is there. */
    record Posted(UUID id, AgencyNotice notice, Instant created) {}

    /** How an inquiry stands, for the agency that was asked. @throws Refusal NOT_FOUND for an unknown inquiry or one of another agency */
    Asked asked(Caller agency, UUID id);

    /**
     * @param supersededBy the inquiry that took its place, or {@code null}
     * @param verdicts     that an answer to it may have, in the order of a form
     */
    record Asked(Inquiry inquiry, String state, UUID supersededBy, List<Verdict> verdicts) {}

    /**
     * Opens a sheet for the agency that was asked: one that goes with the inquiry, or one that it stored for its own answer.
     *
     * @throws Refusal NOT_FOUND
     */
    Attachment attachment(Caller agency, UUID inquiry, String sha256);

    /** @param repeated whether this very answer was there already */
    record Receipt(UUID inquiry, String state, Instant at, boolean repeated) {}

    /** One inquiry that waits for its agency. */
    record Open(Inquiry inquiry, String state, Instant delivered) {}

    /**
     * For operators: counts by state of one agency.
     *
     * @param overdue    how many of them did not reach it by their deadline
     * @param unreached  since when one of them could not reach it, or {@code null}
     * @param undated    how many have no deadline because the calendar ends too early
     */
    record Load(
            String agency,
            long queued,
            long dispatched,
            long delivered,
            Instant oldest,
            long overdue,
            Instant unreached,
            long undated) {

        /** One that is reached. */
        public Load(String agency, long queued, long dispatched, long delivered, Instant oldest) {
            this(agency, queued, dispatched, delivered, oldest, 0, null, 0);
        }
    }

    List<Load> loads();

    /** For operators: newest first. @param agency or {@code null}; @param state or {@code null} */
    Page<Row> list(String agency, String state, String cursor, int limit);

    /** One line of {@link #list}, whatever its state. */
    Optional<Row> row(UUID id);

    /** One line of the operator's listing. @param waits why it waits, or {@code null} if it does not */
    record Row(
            UUID id,
            String caseNumber,
            String agency,
            String state,
            int attempts,
            String lastError,
            Instant asked,
            Instant due,
            Waits waits) {}

    /**
     * Why an inquiry waits, in a sentence for people.
     *
     * @param code {@code paused}, {@code answer}, {@code next-attempt}, {@code no-consumer}, {@code breaker} or {@code turn}
     */
    record Waits(String code, String english, String persian) {}
}
