package city.pishkhan.api.agencies;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** For operators: how each agency stands, and what is done about one that should be sent nothing, or be tried now. */
public interface Agencies {

    /** Agencies that the rules ask, that have inquiries to answer, that are carried to or that are paused, by name. */
    List<Status> list();

    /**
     * From now on nothing is sent to the agency, by no node; its inquiries wait in the database. What is being sent ends, and answers are taken
     * as always.
     *
     * @param reason for offices, which read it with each case that waits; 1 to 500 characters
     * @throws Refusal NOT_FOUND for an agency that nobody knows; CONFLICT {@code agency.paused} if it is paused already
     */
    Pause pause(Caller operator, String agency, String reason);

    /** What waited goes out, each once. @throws Refusal CONFLICT {@code agency.not-paused} @return how many waited */
    int resume(Caller operator, String agency);

    /**
     * What waits for its next attempt is due now, and an open breaker lets one inquiry try, on every node.
     *
     * @throws Refusal NOT_FOUND for an agency that nobody knows; CONFLICT {@code agency.paused} while it is paused
     * @return how many are due
     */
    int retry(Caller operator, String agency);

    /**
     * From now on so many are carried at a time and so many sent a second, by every node, whatever the agency's file or route says; also after a
     * restart. What is not said is as there, so that neither said ends it.
     *
     * @param consumers 1 to {@link InquiryCarriers#MOST_CONSUMERS} on each node, or {@code null}
     * @param perSecond 1 to {@link InquiryCarriers#MOST_PER_SECOND} on each node, 0 for no limit, or {@code null}
     * @param reason    for operators; 1 to 500 characters
     * @throws Refusal NOT_FOUND for an agency that nobody knows; INVALID {@code agency.consumers}, {@code agency.per-second} or
     *     {@code agency.limit-reason}; CONFLICT {@code agency.not-limited} if neither is said and nothing is to be ended
     */
    Limits limit(Caller operator, String agency, Integer consumers, Integer perSecond, String reason);

    /** Agencies that are paused, by name: as this node saw them a second ago at most, without asking the database. */
    Map<String, Pause> paused();

    /** @param by who paused it, as the journal names them @param reason in their words */
    record Pause(String agency, Instant since, String by, String reason) {}

    /**
     * How many are carried to an agency, as operators said it; {@code null} is as its file or route says.
     *
     * @param by who said it, as the journal names them @param reason in their words
     */
    record Limits(String agency, Integer consumers, Integer perSecond, Instant since, String by, String reason) {}

    /**
     * How an agency stands. Breaker, consumers, latency and last error are those of the node that is asked.
     *
     * @param channel   {@code system}, {@code worklist}, or {@code none} if nothing here leads to it
     * @param state     {@code running}, {@code paused}, {@code breaker-open} or {@code no-consumer}
     * @param waiting   inquiries that it does not have yet
     * @param oldest    when the oldest of these was asked, or {@code null}
     * @param unanswered inquiries that it has and has not answered
     * @param carrying  what this node knows of it, or {@code null} if it carries nothing there
     * @param lastError why an attempt failed last, or {@code null}
     * @param pause     or {@code null}
     * @param limits    or {@code null} if all is as its file or route says
     */
    record Status(
            String agency,
            String channel,
            String state,
            long waiting,
            Instant oldest,
            long unanswered,
            InquiryCarriers.Carrying carrying,
            String lastError,
            Pause pause,
            Limits limits) {}
}
