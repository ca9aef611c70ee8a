package city.pishkhan.platform.imaging.worker;

import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/**
 * Parses a PDF and compares every object with the permitted content of a paper ({@link PdfRules}). Objects are found in
 * two ways. The cross-reference table and the trailer lead to all referenced objects, including those packed in
 * streams. A search of the file ({@link PdfDefinitions}) finds the objects to which no cross-reference refers. Content
 * streams are not unpacked, because they contain no active content.
 *
 * @param pages number of pages in the page tree
 * @param objectStreams number of streams that contain objects
 * @param forbidden forbidden content, in English, or {@code null}
 * @param page number of the page that contains the forbidden content, from 1; 0 if no page contains it
 */
record PdfStructure(int pages, int objectStreams, @Nullable String forbidden, int page) {
    /** maximum number of references to follow from one value to another */
    static final int MOST_DEPTH = 64;

    private static final String AMBIGUOUS = "objects that can be read in two ways";

    /** @throws IOException if the file cannot be parsed or exceeds the limits */
    static PdfStructure of(byte[] bytes) throws IOException {
        try (PDDocument opened = Loader.loadPDF(bytes)) {
            COSDocument document = opened.getDocument();
            if (document.isEncrypted() || document.getTrailer().containsKey(COSName.ENCRYPT)) {
                return new PdfStructure(0, 0, PdfRules.ENCRYPTION, 0);
            }
            PdfDefinitions definitions = new PdfDefinitions(bytes, document);
            PdfWalk walk = new PdfWalk(document, definitions);
            String forbidden = walk.forbidden();
            int page = forbidden == null ? 0 : PdfPageTree.pageOf(document, walk.current());
            if (forbidden == null && definitions.isAmbiguous()) {
                forbidden = AMBIGUOUS;
            }
            int pages = forbidden == null ? PdfPageTree.count(document) : 0;
            return new PdfStructure(pages, definitions.objectStreams(), forbidden, page);
        }
    }
}
