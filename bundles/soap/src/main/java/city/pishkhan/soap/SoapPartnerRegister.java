package city.pishkhan.soap;

import city.pishkhan.spi.ContractWatch;
import city.pishkhan.spi.DepartureLog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Component;

/**
 * Makes SOAP partners that are no agencies, such as a bank, and tells which of them do not keep their contracts. An agency's partner is made by
 * {@link SoapPartner}: its inquiries tell that.
 */
@Component(service = {SoapPartnerRegister.class, ContractWatch.class})
public final class SoapPartnerRegister implements ContractWatch {
    private final Map<String, DepartureLog> logs = new ConcurrentHashMap<>();

    /** As {@link SoapPartner#of}. @param name what operators are told, e.g. {@code planning} */
    public <P> SoapPartner<P> of(String name, Class<P> contract, SoapEndpoint endpoint) {
        return SoapPartner.of(contract, endpoint).noting(logs.computeIfAbsent(name, DepartureLog::new)::note);
    }

    @Override
    public List<Departure> departures() {
        return logs.values().stream()
                .map(DepartureLog::lately)
                .flatMap(Optional::stream)
                .toList();
    }
}
