package city.pishkhan.rest;

import city.pishkhan.spi.ContractViolationLog;
import city.pishkhan.spi.ContractWatch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Component;

/**
 * Creates REST partners that are not agencies, e.g. the post or a bank, and reports their contract violations. Partners
 * of agencies are created by {@link RestPartners}; their violations are recorded with the inquiries.
 */
@Component(service = {RestPartnerRegister.class, ContractWatch.class})
public final class RestPartnerRegister implements ContractWatch {
    private final Map<String, ContractViolationLog> logs = new ConcurrentHashMap<>();

    /**
     * Creates a partner, like {@link RestPartners#of}.
     *
     * @param name name for messages and reports, e.g. {@code post}
     */
    public RestPartner create(String name, String label, RestConnection connection) {
        return RestPartners.of(name, label, connection).withLog(log(name)::record);
    }

    /** Creates a partner, like {@link RestPartners#withoutBreaker}. */
    public RestPartner withoutBreaker(RestPartner.Settings settings) {
        return RestPartners.withoutBreaker(settings).withLog(log(settings.name())::record);
    }

    /** Returns the log of a partner, which survives a change of its configuration. */
    private ContractViolationLog log(String name) {
        return logs.computeIfAbsent(name, ContractViolationLog::new);
    }

    @Override
    public List<ContractViolation> violations() {
        return logs.values().stream()
                .map(ContractViolationLog::findRecent)
                .flatMap(Optional::stream)
                .toList();
    }
}
