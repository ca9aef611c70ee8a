package city.pishkhan.pdf.internal;

import com.lowagie.text.Document;
import com.lowagie.text.DocumentException;
import com.lowagie.text.pdf.BaseFont;
import com.lowagie.text.pdf.PdfDocument;
import com.lowagie.text.pdf.PdfIndirectObject;
import com.lowagie.text.pdf.PdfObject;
import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.PdfStream;
import com.lowagie.text.pdf.PdfWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes PDFs whose text can be extracted and searched. The library shapes letters into presentation forms and maps its glyphs to these
 * forms, which users do not type into a search field. This writer maps the glyphs to the original letters.
 */
public final class LogicalWriter extends PdfWriter {
    /**
     * Zero-width placeholders for characters that the library drops or merges. Each has its own glyph in the fonts and does not join
     * letters. The library drops the half-space (ZWNJ) from every line. It merges lam and alef into one glyph, and programs that reverse a
     * line extract their letters in the wrong order.
     */
    private static final Map<Character, Character> STAND_INS =
            Map.of('\u2001', '\u200c', '\u2000', 'ا', '\u202f', 'آ', '\u2005', 'أ', '\u2006', 'إ');

    private static final Map<Character, Character> SWALLOWED =
            STAND_INS.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    private static final char ZWNJ = '\u200c';
    private static final char LAM = 'ل';
    private static final char FIRST_SHAPE = '\ufb50';
    /** Ligatures of lam and alef, isolated and final. */
    private static final String LAM_ALEF = "\ufef5\ufef6\ufef7\ufef8\ufef9\ufefa\ufefb\ufefc";

    private static final byte[] MAP = "/CIDInit".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern RANGE = Pattern.compile("<([0-9a-f]{4})><\\1><([0-9a-f]{4})>");

    private LogicalWriter(PdfDocument document, OutputStream out) {
        super(document, out);
        directContent = new LogicalContent(this);
        directContentUnder = new LogicalContent(this);
    }

    /** Creates a writer like {@link PdfWriter#getInstance(Document, OutputStream)}. */
    public static LogicalWriter of(Document document, OutputStream out) {
        try {
            PdfDocument pdf = new PdfDocument();
            document.addDocListener(pdf);
            LogicalWriter writer = new LogicalWriter(pdf, out);
            pdf.addWriter(writer);
            return writer;
        } catch (DocumentException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Prepares text for this writer: inserts the placeholders for half-spaces and for each alef after a lam. */
    public static String encode(String text) {
        StringBuilder out = new StringBuilder(text.length());
        char before = 0;
        for (char c : text.toCharArray()) {
            if (c == ZWNJ) {
                out.append(SWALLOWED.get(c));
            } else {
                out.append(STAND_INS.containsKey(c) ? ' ' : c);
                if (before == LAM && SWALLOWED.containsKey(c)) {
                    out.append(SWALLOWED.get(c));
                }
            }
            before = c;
        }
        return out.toString();
    }

    /** Returns the original text of a drawn character. */
    private static String restoreOriginal(char drawn) {
        if (STAND_INS.containsKey(drawn)) {
            return Objects.requireNonNull(STAND_INS.get(drawn)).toString();
        }
        if (LAM_ALEF.indexOf(drawn) >= 0) {
            return String.valueOf(LAM);
        }
        return drawn < FIRST_SHAPE
                ? String.valueOf(drawn)
                : Normalizer.normalize(String.valueOf(drawn), Normalizer.Form.NFKC);
    }

    /**
     * Sets the width of the placeholders to 0.
     *
     * @param font font to change
     */
    static void prepare(BaseFont font) {
        STAND_INS.keySet().forEach(blank -> font.setCharAdvance(blank, 0));
    }

    @Override
    public PdfIndirectObject addToBody(PdfObject object) throws IOException {
        return super.addToBody(object instanceof PdfStream stream ? restoreOriginal(stream) : object);
    }

    /** Corrects a map from glyphs to Unicode text; returns any other stream unchanged. */
    private static PdfStream restoreOriginal(PdfStream stream) throws IOException {
        if (stream.getClass() != PdfStream.class) {
            return stream;
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        stream.writeContent(content);
        byte[] map = PdfReader.FlateDecode(content.toByteArray());
        if (map == null || map.length < MAP.length || !Arrays.equals(map, 0, MAP.length, MAP, 0, MAP.length)) {
            return stream;
        }
        String text = new String(map, StandardCharsets.US_ASCII);
        PdfStream corrected = new PdfStream(
                RANGE.matcher(text).replaceAll(LogicalWriter::range).getBytes(StandardCharsets.US_ASCII));
        corrected.flateCompress();
        return corrected;
    }

    private static String range(MatchResult found) {
        StringBuilder means = new StringBuilder("<")
                .append(found.group(1))
                .append("><")
                .append(found.group(1))
                .append("><");
        restoreOriginal((char) Integer.parseInt(found.group(2), 16))
                .chars()
                .forEach(letter -> means.append("%04x".formatted(letter)));
        return means.append('>').toString();
    }
}
