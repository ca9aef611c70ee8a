package city.pishkhan.routes.bank.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.money.Settlements;
import city.pishkhan.api.money.Settlements.Format;
import city.pishkhan.api.money.Settlements.ImportedContent;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Imports settlement files. A rejected file is logged, because no client waits for a reply. */
public final class SettlementFileProcessor {
    private static final Logger LOG = LoggerFactory.getLogger(SettlementFileProcessor.class);

    private final Settlements settlements;
    private final Format format;
    private final long mostBytes;

    SettlementFileProcessor(Settlements settlements, Format format, long mostBytes) {
        this.settlements = settlements;
        this.format = format;
        this.mostBytes = mostBytes;
    }

    /**
     * Imports one settlement file.
     *
     * @throws Refusal if the file is too large or cannot be read; the route then moves the file to the failed folder
     */
    public void importFile(File file, @Header(Exchange.FILE_NAME_ONLY) String name) throws IOException {
        try {
            checkSize(file);
            ImportedContent result = settlements.importFile(format, name, Files.readAllBytes(file.toPath()));
            LOG.info(
                    "Settlement file {} of {}: {} lines, {} rial{}",
                    name,
                    format.gateway(),
                    result.lines(),
                    result.total(),
                    result.before() ? ", already imported" : "");
        } catch (Refusal e) {
            LOG.warn("Settlement file {} of {} is rejected: {} / {}", name, format.gateway(), e.english(), e.persian());
            throw e;
        }
    }

    private void checkSize(File file) {
        if (file.length() > mostBytes) {
            throw Refusal.invalid("settlement.size", "file", mostBytes);
        }
    }
}
