package city.pishkhan.spi;

import java.time.Instant;
import java.util.List;

/**
 * Published as a service by whoever calls partners: which of them have lately not kept to their contracts. Told to operators as a warning of
 * {@code /health/ready} each. A connector need not: what it throws as {@link ContractBroken} is noted by what it calls its partner through.
 */
@FunctionalInterface
public interface ContractWatch {

    /** Those of the last hour. */
    List<Departure> departures();

    /**
     * A partner's replies that were not as its contract says.
     *
     * @param partner short name, e.g. {@code gas} or {@code post}
     * @param since   when the first came
     * @param last    when the last came
     * @param count   how many, at least 1
     * @param what    of the last one, without secrets or personal data
     */
    record Departure(String partner, Instant since, Instant last, long count, String what) {}
}
