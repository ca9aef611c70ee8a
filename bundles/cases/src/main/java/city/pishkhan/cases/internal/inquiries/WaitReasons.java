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

/** Says in one sentence why an inquiry waits, of all reasons the one that ends last. */
final class WaitReasons {
    private static final Messages MESSAGES = Messages.of(WaitReasons.class);

    private final Map<String, Pause> paused;
    private final Function<String, Optional<Carrying>> carrying;
    private final Supplier<Map<String, Long>> depths;
    private Map<String, Long> counted;

    /**
     * @param carrying how this node carries to an agency
     * @param depths   how many inquiries each agency does not have yet; counted when it is needed, and once
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
     * What an inquiry's row says of its way.
     *
     * @param live      whether an answer is awaited
     * @param delivered whether the agency has it
     * @param reached   whether the last attempt passed, or none was made yet
     * @param held      whether it is kept back because of a pause
     * @param next      when it is sent again, or {@code null}
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

    /** {@code null} for what does not wait. */
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
