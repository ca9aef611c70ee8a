package city.pishkhan.soap;

import city.pishkhan.spi.ContractViolationLog;
import city.pishkhan.spi.ContractWatch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Component;

/**
 * Creates SOAP partners that are not agencies, e.g. a bank, and reports their contract violations. Partners of agencies
 * are created by {@link SoapPartner}; their violations are recorded with the inquiries.
 */
@Component(service = {SoapPartnerRegister.class, ContractWatch.class})
public final class SoapPartnerRegister implements ContractWatch {
    private final Map<String, ContractViolationLog> logs = new ConcurrentHashMap<>();

    /**
     * Creates a partner, like {@link SoapPartner#of}.
     *
     * @param name name for reports, e.g. {@code planning}
     */
    public <P> SoapPartner<P> create(String name, Class<P> contract, SoapEndpoint endpoint) {
        return SoapPartner.of(contract, endpoint)
                .withLog(logs.computeIfAbsent(name, ContractViolationLog::new)::record);
    }

    @Override
    public List<ContractViolation> violations() {
        return logs.values().stream()
                .map(ContractViolationLog::findRecent)
                .flatMap(Optional::stream)
                .toList();
    }
}
