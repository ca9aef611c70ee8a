package city.pishkhan.spi;

import java.io.InputStream;
import java.util.List;

/**
 * Reads what is written in a picture of a page. At most one is asked; without one nothing is recognised. What it says may name people: it is neither logged nor
 * kept as it is. Called by many threads at once.
 */
public interface TextRecognizer {

    /**
     * Reads all of one picture; takes a minute or two at most.
     *
     * @param picture   some megabytes at most; the caller closes it
     * @param mediaType e.g. {@code image/jpeg}
     * @param languages that it may be written in, by their codes of ISO 639-2, e.g. {@code fas}, the likeliest first
     * @return all that was read, a megabyte at most; empty if nothing was
     * @throws PartnerRefused     if this picture will never be read
     * @throws PartnerUnavailable if there is no answer: away, too slow, more than it may be, or no text
     */
    String recognize(InputStream picture, String mediaType, List<String> languages);
}
