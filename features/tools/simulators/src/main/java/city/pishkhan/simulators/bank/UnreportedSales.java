package city.pishkhan.simulators.bank;

import java.io.IOException;
import java.util.List;

/** Access to a bank's settled sales that are in no settlement file yet. */
@FunctionalInterface
interface UnreportedSales {

    /** Writes sales to a file. */
    @FunctionalInterface
    interface Writer {
        SettlementFiles.Written write(List<Settled> sales) throws IOException;
    }

    /** Writes a file while no other sale can change, and marks the written sales as reported. */
    SettlementFiles.Written file(Writer writer) throws IOException;
}
