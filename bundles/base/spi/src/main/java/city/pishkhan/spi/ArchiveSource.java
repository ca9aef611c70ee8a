package city.pishkhan.spi;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An existing archive of the city, which the hub only reads. The hub queries it for papers of properties; it never sends a
 * person's identifier. Each archive is published as an OSGi service of its own. Implementations are called by several threads at
 * once and keep no state: the hub caches results for a while and verifies all bytes against their hash.
 */
public interface ArchiveSource {

    /** Short, stable name for configuration and the journal: a lower-case letter, then letters, digits and dashes; up to 40 characters. */
    String name();

    /** Title of the archive for people. */
    String title();

    /**
     * A sheet in this archive.
     *
     * @param id        key for {@link ArchiveSource#open}
     * @param document  the source's own number of the document that the page belongs to
     * @param kind      the hub's name of the paper kind, e.g. {@code deed}
     * @param page      page number, from 1
     * @param dated     the paper's own date, or {@code null}
     * @param title     title of the document, or {@code null}; contains no person's name
     * @param sha256    SHA-256 of the bytes, lower-case hex
     * @param size      size in bytes; -1 if the source does not know it
     * @param mediaType {@code application/pdf}, {@code image/png}, {@code image/jpeg} or {@code image/tiff}
     */
    record Sheet(
            String id,
            String document,
            String kind,
            int page,
            @Nullable LocalDate dated,
            @Nullable String title,
            String sha256,
            long size,
            String mediaType) {}

    /**
     * Lists the sheets that the archive has of a property.
     *
     * @param property renovation code
     * @param kinds    paper kinds to list; all other kinds are omitted
     * @return empty for an unknown property
     * @throws PartnerUnavailable the archive was not reached, failed, or sent an invalid reply
     */
    List<Sheet> list(String property, Collection<String> kinds);

    /**
     * Opens the bytes of one sheet as a stream. If the bytes are incomplete after a time that the connector sets, the stream
     * fails with an exception. The caller may close it before its end.
     *
     * @param id as in {@link Sheet#id}
     * @throws PartnerUnavailable as {@link #list}
     */
    InputStream open(String id) throws IOException;
}
