package city.pishkhan.verification;

import city.pishkhan.proofs.Entry;
import city.pishkhan.proofs.SealKey;
import city.pishkhan.proofs.Sealed;
import java.util.List;
import java.util.stream.Stream;

/**
 * A journal to verify: a database or a file. The streams are read once and concurrently and closed by the reader. The data may
 * be invalid.
 */
public interface Source extends AutoCloseable {

    /** The keys as introduced in the journal, by number. */
    List<SealKey> keys();

    /** All seals, by number. */
    Stream<Sealed> seals();

    /** All entries: by sequence number, then those without a number, by case and position. */
    Stream<Entry> entries();

    @Override
    void close();
}
