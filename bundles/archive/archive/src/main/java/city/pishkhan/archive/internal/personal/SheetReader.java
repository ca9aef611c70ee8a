package city.pishkhan.archive.internal.personal;

import city.pishkhan.archive.sheets.SheetFaults;
import city.pishkhan.archive.sheets.SheetIntegrity;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.SheetStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens sheets for reading. The whole content is compared with its hash before any byte is returned. If the sheet is damaged in the store,
 * the fault is recorded and the second copy is read.
 */
@Component(service = SheetReader.class, configurationPid = "city.pishkhan.archive")
public final class SheetReader {
    private static final Logger LOG = LoggerFactory.getLogger(SheetReader.class);

    /** Size in bytes up to which a sheet is held in memory; larger sheets are read twice. */
    private static final int HELD = 256 << 10;
    /** Time for which a verified sheet is trusted, because viewers request one range after another. */
    private static final long TRUSTED_NANOS = 30_000_000_000L;

    private static final int MOST_TRUSTED = 1_000;

    private final SheetStore store;
    private final SheetFaults faults;
    private final Map<String, Long> trusted = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST_TRUSTED;
        }
    };

    @Reference(
            target = "(store=copy)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile SheetStore copy;

    @Activate
    public SheetReader(@Reference Tx tx, @Reference(name = "store", target = "(store=files)") SheetStore store) {
        this.store = store;
        this.faults = new SheetFaults(tx);
    }

    /**
     * @param from number of bytes to skip
     * @throws IOException if the sheet is damaged or missing in the store and in the copy
     * @throws PartnerUnavailable if neither the store nor the copy is available
     */
    public InputStream open(String sha256, long from) throws IOException {
        SheetStore second = copy == store ? null : copy;
        try {
            return openVerified(store, sha256, from);
        } catch (PartnerUnavailable e) {
            if (second == null) {
                throw e;
            }
            LOG.info("Sheet {} is read from the second copy: {}", sha256, e.getMessage());
            return openVerified(second, sha256, from);
        } catch (IOException e) {
            SheetIntegrity integrity = SheetIntegrity.of(e);
            LOG.error("Sheet {} is {} where it is stored", sha256, integrity.code());
            faults.record(sha256, false, integrity);
            if (second == null) {
                throw e;
            }
            return openVerified(second, sha256, from);
        }
    }

    private InputStream openVerified(SheetStore in, String sha256, long from) throws IOException {
        if (in == store && isTrusted(sha256)) {
            return in.open(sha256, from);
        }
        try (InputStream all = in.open(sha256)) {
            byte[] head = all.readNBytes(HELD);
            if (head.length < HELD) {
                return new ByteArrayInputStream(head, (int) Math.min(from, head.length), head.length);
            }
            all.transferTo(OutputStream.nullOutputStream());
        }
        if (in == store) {
            trust(sha256);
        }
        return in.open(sha256, from);
    }

    private synchronized boolean isTrusted(String sha256) {
        Long at = trusted.get(sha256);
        return at != null && System.nanoTime() - at < TRUSTED_NANOS;
    }

    private synchronized void trust(String sha256) {
        trusted.put(sha256, System.nanoTime());
    }
}
