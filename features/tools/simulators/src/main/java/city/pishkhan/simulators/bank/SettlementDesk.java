package city.pishkhan.simulators.bank;

import city.pishkhan.simulators.site.Site;
import java.io.IOException;
import java.util.Optional;

/** Writes a bank's settlement files by its clock and on an operator's request. */
final class SettlementDesk implements AutoCloseable {
    private final Optional<SettlementClock> clock;

    SettlementDesk(Site site, ScriptedDeviations deviations, UnreportedSales sales) throws IOException {
        Optional<SettlementFiles> files = SettlementFiles.of(site, deviations, sales);
        clock = files.map(SettlementClock::new);
        site.operator("/settlement", new SettlementServlet(files));
    }

    @Override
    public void close() {
        clock.ifPresent(SettlementClock::close);
    }
}
