package city.pishkhan.api.agencies;

import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.agencies.Inquiries.Receipt;
import city.pishkhan.api.security.Caller;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Inquiry;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The worklist (کارتابل) that the hub hosts for agencies without a system of their own. */
public interface Worklist {

    /** Adds an inquiry to its agency's worklist, which counts as delivery. Adding it a second time has no effect. */
    void put(Inquiry inquiry);

    /** Removes a withdrawn or superseded inquiry from its worklist. */
    void remove(UUID inquiry);

    /** Marks an inquiry in its worklist as near its deadline. */
    void remind(UUID inquiry);

    /**
     * An inquiry in a worklist.
     *
     * @param holder   login that holds the lease, or {@code null}
     * @param fence    increases with every claim; an answer must cite the value of its claim
     * @param reminded time of the last reminder of the deadline, or {@code null}
     */
    record Item(
            Inquiry inquiry,
            @Nullable Instant delivered,
            String holder,
            @Nullable Instant leaseUntil,
            long fence,
            @Nullable Instant reminded) {}

    /** Items of the caller's agency. */
    Page<Item> list(Caller agency, @Nullable String cursor, int limit);

    /** One item of the caller's agency. */
    Item item(Caller agency, UUID inquiry);

    /**
     * Claims an item until the lease expires.
     *
     * @throws Refusal CONFLICT {@code worklist.claimed} while another login holds it
     */
    Item claim(Caller agency, UUID inquiry);

    /** Releases a claimed item before its lease expires. */
    void release(Caller agency, UUID inquiry, long fence);

    /**
     * Records that the caller viewed a page of a sheet of the inquiry, which an approval requires. Does nothing if the inquiry is
     * not in the worklist.
     *
     * @param page  page number from 1; 0 for the whole file
     * @param pages number of pages of the sheet
     */
    void recordPageView(Caller agency, UUID inquiry, String sha256, int page, int pages);

    /**
     * Answers a claimed item.
     *
     * @throws Refusal CONFLICT {@code worklist.fence} if there was a newer claim, {@code worklist.pages} for an approval by a
     *     caller who has not viewed all pages of the plan; else as {@link Inquiries#answer}
     */
    Inquiries.Receipt answer(Caller agency, long fence, Answer answer);

    /** Answers several items; each succeeds or fails independently. */
    List<Result> answerAll(Caller agency, List<ClaimedAnswer> answers);

    /** An answer and the fence of the claim under which it is given. */
    record ClaimedAnswer(long fence, Answer answer) {}

    /**
     * Result for one answer.
     *
     * @param receipt the confirmation, or {@code null} if refused
     * @param refusal the refusal, or {@code null} if accepted
     */
    record Result(UUID inquiry, @Nullable Receipt receipt, @Nullable Refusal refusal) {}
}
