package city.pishkhan.api.agencies;

import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Inquiry;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The worklist (کارتابل) that the hub hosts for agencies without a system of their own. */
public interface Worklist {

    /** Puts an inquiry on its agency's list; again is no harm. The inquiry counts as delivered. */
    void put(Inquiry inquiry);

    /** Takes an inquiry off its list because it was withdrawn or superseded. */
    void remove(UUID inquiry);

    /** Marks an inquiry on its list as one whose deadline comes near. */
    void remind(UUID inquiry);

    /**
     * @param holder login that holds the lease, or {@code null}
     * @param fence  grows with every claim; an answer cites the one of its claim
     * @param reminded when its agency was last reminded that the deadline comes near, or {@code null}
     */
    record Item(Inquiry inquiry, Instant delivered, String holder, Instant leaseUntil, long fence, Instant reminded) {}

    Page<Item> list(Caller agency, String cursor, int limit);

    Item item(Caller agency, UUID inquiry);

    /** Claims an item until the lease expires. @throws Refusal CONFLICT {@code worklist.claimed} while another holds it */
    Item claim(Caller agency, UUID inquiry);

    void release(Caller agency, UUID inquiry, long fence);

    /**
     * Notes that somebody looked at a page of a sheet that goes with an inquiry, as an approval asks for; nothing happens for what does not lie in
     * the worklist.
     *
     * @param page  from 1; 0 for the whole file
     * @param pages that the sheet has
     */
    void opened(Caller agency, UUID inquiry, String sha256, int page, int pages);

    /**
     * Answers a claimed item.
     *
     * @throws Refusal CONFLICT {@code worklist.fence} if the claim is not the newest, {@code worklist.pages} for an approval with a plan some of
     *                 whose pages the caller never opened; else as {@link Inquiries#answer}
     */
    Inquiries.Receipt answer(Caller agency, long fence, Answer answer);

    /** Answers many; each succeeds or fails by itself. */
    List<Result> answerAll(Caller agency, List<Claimed> answers);

    record Claimed(long fence, Answer answer) {}

    /** @param receipt or {@code null}; @param refusal or {@code null} */
    record Result(UUID inquiry, Inquiries.Receipt receipt, Refusal refusal) {}
}
