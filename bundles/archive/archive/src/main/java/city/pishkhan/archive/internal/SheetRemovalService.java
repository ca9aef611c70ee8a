package city.pishkhan.archive.internal;

import city.pishkhan.archive.sheets.SheetRemoval;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.SheetStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Publishes {@link SheetRemoval}. */
@Component(service = SheetRemoval.class, configurationPid = "city.pishkhan.archive")
public final class SheetRemovalService implements SheetRemoval {
    /**
     * Tolerance for a store whose clock is ahead. A sheet that was just stored again may therefore be removed too; its
     * uploader checks that the sheet exists after writing the reference, see {@link SheetLock}.
     */
    private static final Duration CLOCK_TOLERANCE = Duration.ofDays(1);

    private final Tx tx;
    private final SheetStore store;

    @Reference(
            target = "(store=copy)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile SheetStore copy;

    @Activate
    public SheetRemovalService(
            @Reference Tx tx, @Reference(name = "store", target = "(store=files)") SheetStore store) {
        this.tx = tx;
        this.store = store;
    }

    /** @param copy second copy, or {@code null} if there is none */
    SheetRemovalService(Tx tx, SheetStore store, SheetStore copy) {
        this(tx, store);
        this.copy = copy;
    }

    @Override
    public List<String> tryLock(Handle sql, List<String> sheets) {
        return SheetLock.tryLockExclusive(sql, sheets);
    }

    @Override
    public void remove(List<String> addresses) throws IOException {
        SheetStore second = copy == store ? null : copy;
        try {
            tx.separate(sql -> {
                // Check references only after locking: a running transaction that adds a reference holds the shared
                // lock, and a finished one has committed its reference.
                for (String sha256 : SheetIndex.findUnreferenced(sql, SheetLock.tryLockExclusive(sql, addresses))) {
                    remove(store, sha256);
                    if (second != null) {
                        remove(second, sha256);
                    }
                }
                return null;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void remove(SheetStore from, String sha256) {
        try {
            if (!from.remove(sha256, Instant.now().plus(CLOCK_TOLERANCE)) && from.contains(sha256)) {
                throw new IOException("Sheet " + sha256 + " cannot be removed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean hasAllStores() {
        return copy != null
                || tx.required(sql -> sql.createQuery("select not exists (select from archive.copy_place)")
                        .mapTo(Boolean.class)
                        .one());
    }
}
