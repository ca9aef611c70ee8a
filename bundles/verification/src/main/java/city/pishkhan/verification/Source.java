package city.pishkhan.verification;

import city.pishkhan.proofs.Entry;
import city.pishkhan.proofs.SealKey;
import city.pishkhan.proofs.Sealed;
import java.util.List;
import java.util.stream.Stream;

/** A journal to be checked: a database, a file. Streams are read once, together, and closed by the reader; they need not be right. */
public interface Source extends AutoCloseable {

    List<SealKey> keys();

    /** All seals by number. */
    Stream<Sealed> seals();

    /** All entries: by sequence, then those that have none, by case and position. */
    Stream<Entry> entries();

    @Override
    void close();
}
