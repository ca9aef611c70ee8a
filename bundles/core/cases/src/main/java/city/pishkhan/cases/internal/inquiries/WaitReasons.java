package city.pishkhan.cases.internal.inquiries;

import city.pishkhan.api.RefusalText;
import city.pishkhan.api.agencies.Agencies.Pause;
import city.pishkhan.api.agencies.Inquiries.Waits;
import city.pishkhan.api.agencies.InquiryCarriers.Breaker;
import city.pishkhan.api.agencies.InquiryCarriers.Carrying;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Explains in one sentence why an inquiry waits. If several reasons apply, the one with the latest end is given. */
final class WaitReasons {
    private static final Messages MESSAGES = Messages.of(WaitReasons.class);

    private final Map<String, Pause> paused;
    private final Function<String, Optional<Carrying>> carrying;
    private final Supplier<Map<String, Long>> depths;
    private Map<String, Long> counted;

    /**
     * @param paused   pauses by agency
     * @param carrying state of this node's dispatch to an agency
     * @param depths   number of undelivered inquiries per agency; evaluated once and only if needed
     */
    WaitReasons(
            Map<String, Pause> paused,
            Function<String, Optional<Carrying>> carrying,
            Supplier<Map<String, Long>> depths) {
        this.paused = paused;
        this.carrying = carrying;
        this.depths = depths;
    }

    /**
     * State of an inquiry's dispatch.
     *
     * @param live      {@code true} if the inquiry is open
     * @param delivered {@code true} if the agency has received it
     * @param reached   {@code true} if the last attempt succeeded or there was none yet
     * @param held      {@code true} if a pause holds it back
     * @param next      time of the next attempt, or {@code null}
     * @param due       deadline, or {@code null}
     * @param lastError last error, or {@code null}
     */
    record Stand(
            String agency,
            boolean live,
            boolean delivered,
            boolean reached,
            boolean held,
            Instant next,
            Instant due,
            String lastError) {}

    /** The reason, or {@code null} if the inquiry does not wait. */
    Waits of(Stand stand) {
        if (!stand.live()) {
            return null;
        }
        Pause pause = paused.get(stand.agency());
        if (pause != null && (!stand.delivered() || stand.held())) {
            return said("paused", pause.by(), pause.since(), pause.reason());
        }
        if (stand.delivered() && stand.reached()) {
            return stand.due() == null
                    ? keyed("answer", "answer/undated", stand.agency())
                    : said("answer", stand.agency(), stand.due());
        }
        Carrying here = carrying.apply(stand.agency()).orElse(null);
        if (here == null) {
            return said("no-consumer", stand.agency());
        }
        return here.breaker() != Breaker.CLOSED && !waitsLonger(stand.next(), here.until())
                ? breaker(stand, here)
                : turn(stand);
    }

    private static boolean waitsLonger(Instant next, Instant until) {
        return next != null && until != null && next.isAfter(until);
    }

    private Waits breaker(Stand stand, Carrying here) {
        Instant until = here.until() == null ? Instant.now() : here.until();
        String error = here.lastError() == null ? text(stand.lastError()) : here.lastError();
        return said("breaker", until, depth(stand.agency()), error);
    }

    private Waits turn(Stand stand) {
        if (stand.next() != null) {
            return said("next-attempt", stand.next(), text(stand.lastError()));
        }
        return said("turn", stand.agency(), depth(stand.agency()));
    }

    private long depth(String agency) {
        if (counted == null) {
            counted = depths.get();
        }
        return counted.getOrDefault(agency, 0L);
    }

    private static String text(String error) {
        return error == null ? "" : error;
    }

    private static Waits said(String code, Object... arguments) {
        return keyed(code, code, arguments);
    }

    private static Waits keyed(String code, String key, Object... arguments) {
        Text text = RefusalText.of(MESSAGES, "waits." + key, arguments);
        return new Waits(code, text.english(), text.persian());
    }
}
