package city.pishkhan.spi;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists partners that recently violated their contracts. Bundles that call partners publish it as an OSGi service; each
 * violation is reported as a warning of {@code /health/ready}. A connector does not have to implement it: the hub's
 * partner clients record each {@link ContractBroken} that they throw.
 */
@FunctionalInterface
public interface ContractWatch {

    /** Contract violations of the last hour. */
    List<ContractViolation> violations();

    /**
     * Replies of one partner that violated its contract.
     *
     * @param partner short name, e.g. {@code gas} or {@code post}
     * @param since   time of the first such reply
     * @param last    time of the last such reply
     * @param count   number of such replies, at least 1
     * @param what    error in the last reply, without secrets or personal data
     */
    record ContractViolation(String partner, Instant since, Instant last, long count, @Nullable String what) {}
}
