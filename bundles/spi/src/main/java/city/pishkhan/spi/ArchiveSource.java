package city.pishkhan.spi;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/**
 * An archive that the city has and that stays where it is: the hub reads it, and writes nothing there. Asked for papers of properties only; no person's number
 * ever goes there. Published as a service, one for each archive. Called by several threads at once; keeps nothing: the hub remembers answers for a
 * while, and holds all bytes against their hash.
 */
public interface ArchiveSource {

    /** Short and stable, as configuration and the journal name it: a lower-case letter, then letters, digits and dashes; 40 characters at most. */
    String name();

    /** What people call it. */
    String title();

    /**
     * A sheet that is there.
     *
     * @param id        by which the source gives out its bytes
     * @param document  which of the property's documents it is a page of, by the source's own number
     * @param kind      of the paper, as the hub calls it, e.g. {@code deed}
     * @param page      from 1
     * @param dated     the paper's own date, or {@code null}
     * @param title     of the document, or {@code null}; names nobody
     * @param sha256    of the bytes, lower-case hex
     * @param size      of the bytes; -1 if the source does not know it
     * @param mediaType {@code application/pdf}, {@code image/png}, {@code image/jpeg} or {@code image/tiff}
     */
    record Sheet(
            String id,
            String document,
            String kind,
            int page,
            LocalDate dated,
            String title,
            String sha256,
            long size,
            String mediaType) {}

    /**
     * What it has of a property.
     *
     * @param property renovation code
     * @param kinds    of papers; of others nothing is wanted
     * @return empty for a property that it does not know
     * @throws PartnerUnavailable it was not reached, failed, or what came back made no sense
     */
    List<Sheet> list(String property, Collection<String> kinds);

    /**
     * The bytes of one of its sheets, as they come. The stream ends within a time that the connector sets, with an exception if they are not all there by
     * then; it may be closed before its end.
     *
     * @param id of {@link Sheet#id}
     * @throws PartnerUnavailable as {@link #list}
     */
    InputStream open(String id) throws IOException;
}
