package city.pishkhan.archive.sheets;

import java.io.IOException;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Removes the content of sheets from the store and from its second copy. */
public interface SheetRemoval {
    /**
     * Locks the given sheets until the transaction ends, without waiting, and returns those that were locked. No other
     * transaction can add references to these.
     */
    List<String> tryLock(Handle sql, List<String> sheets);

    /**
     * Removes the content at the given addresses from all stores, unless a row references it.
     *
     * @throws IOException if some content could not be removed
     */
    void remove(List<String> addresses) throws IOException;

    /** Returns {@code false} if new sheets are copied to a second store, but that store is currently unavailable. */
    boolean hasAllStores();
}
