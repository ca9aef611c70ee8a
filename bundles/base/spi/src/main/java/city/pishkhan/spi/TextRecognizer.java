package city.pishkhan.spi;

import java.io.InputStream;
import java.util.List;

/**
 * Recognises the text in the image of a page (OCR). The archive uses up to one recogniser; without one no text is recognised. The
 * text may name people: it is neither logged nor stored in plain form. Implementations are called by many threads at once.
 */
public interface TextRecognizer {

    /**
     * Recognises the whole text of one image; takes up to one or two minutes.
     *
     * @param picture   image of up to a few megabytes; the caller closes the stream
     * @param mediaType e.g. {@code image/jpeg}
     * @param languages possible languages as ISO 639-2 codes, e.g. {@code fas}, the likeliest first
     * @return the recognised text, up to one megabyte; empty if the image has no text
     * @throws PartnerRefused     if this image can never be recognised
     * @throws PartnerUnavailable if the recogniser is unreachable or too slow, or its reply is too large or not text
     */
    String recognize(InputStream picture, String mediaType, List<String> languages);
}
