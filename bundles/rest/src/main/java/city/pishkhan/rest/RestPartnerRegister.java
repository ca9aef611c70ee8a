package city.pishkhan.rest;

import city.pishkhan.spi.ContractWatch;
import city.pishkhan.spi.DepartureLog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Component;

/**
 * Makes REST partners that are no agencies, such as the post or a bank, and tells which of them do not keep their contracts. An agency's partner is
 * made by {@link RestPartners}: its inquiries tell that.
 */
@Component(service = {RestPartnerRegister.class, ContractWatch.class})
public final class RestPartnerRegister implements ContractWatch {
    private final Map<String, DepartureLog> logs = new ConcurrentHashMap<>();

    /** As {@link RestPartners#of}. @param name also what operators are told, e.g. {@code post} */
    public RestPartner of(String name, String whose, RestConnection connection) {
        return RestPartners.of(name, whose, connection).noting(log(name)::note);
    }

    /** As {@link RestPartners#always}. */
    public RestPartner always(RestPartner.Settings settings) {
        return RestPartners.always(settings).noting(log(settings.name())::note);
    }

    /** The same after its connector was configured anew. */
    private DepartureLog log(String name) {
        return logs.computeIfAbsent(name, DepartureLog::new);
    }

    @Override
    public List<Departure> departures() {
        return logs.values().stream()
                .map(DepartureLog::lately)
                .flatMap(Optional::stream)
                .toList();
    }
}
