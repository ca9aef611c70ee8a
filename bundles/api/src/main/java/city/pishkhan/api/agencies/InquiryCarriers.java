package city.pishkhan.api.agencies;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who takes inquiries out of their queues on this node. */
public interface InquiryCarriers {

    /** To one agency, on one node. */
    int MOST_CONSUMERS = 64;

    /** To one agency, from one node. */
    int MOST_PER_SECOND = 10_000;

    /** Agencies whose inquiries a running route carries now. */
    Set<String> agencies();

    /** Agency to the name of the Camel context that consumes its inquiries on this node. A second context cannot consume them. */
    default Map<String, String> contexts() {
        return Map.of();
    }

    /** Routes that begin to carry what others carry already: two would share it by chance. The first ones go on. */
    final class Taken extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        /** @param message who has them already, and who does not get them, in words for who wrote the routes */
        public Taken(String message) {
            super(message);
        }
    }

    /** How it goes with one agency; empty if nothing carries its inquiries here. */
    Optional<Carrying> carrying(String agency);

    /** Lets one inquiry try now whether the agency is back, if its breaker is open. */
    void tryNow(String agency);

    /**
     * What operators say in the place of what routes say, by agency; an agency without is as its routes say. In force at once, also for routes that
     * start later: a consumer too many ends after what it carries.
     */
    void limit(Map<String, Limit> limits);

    /** @param consumers of each route that carries inquiries to the agency @param perSecond 0 for no limit; {@code null}: as the route says */
    record Limit(Integer consumers, Integer perSecond) {}

    /** Of an agency's breaker. */
    enum Breaker {
        CLOSED,
        /** Nothing is sent until its time comes. */
        OPEN,
        /** One inquiry tries whether the agency is back. */
        HALF_OPEN
    }

    /**
     * @param consumers inquiries that are carried at a time
     * @param perSecond inquiries that are sent a second at most; 0 for no limit
     * @param until     when an open breaker lets one try; {@code null} if it is not open
     * @param latency   median of the last calls that passed; {@code null} before the first
     * @param lastError of the last call that failed since the routes began; {@code null} if none did
     */
    record Carrying(int consumers, int perSecond, Breaker breaker, Instant until, Duration latency, String lastError) {}
}
