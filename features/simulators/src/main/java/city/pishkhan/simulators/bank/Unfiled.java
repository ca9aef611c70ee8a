package city.pishkhan.simulators.bank;

import java.io.IOException;
import java.util.List;

/** What a bank has settled and told in no settlement file yet. */
@FunctionalInterface
interface Unfiled {

    /** Puts sales into a file. */
    @FunctionalInterface
    interface Writer {
        SettlementFiles.Written write(List<Settled> sales) throws IOException;
    }

    /** Has a file written while nothing else happens at the till; what was written counts as told. */
    SettlementFiles.Written file(Writer writer) throws IOException;
}
