package city.pishkhan.pdf.internal;

import com.lowagie.text.pdf.PdfContentByte;
import com.lowagie.text.pdf.PdfDictionary;
import com.lowagie.text.pdf.PdfName;
import com.lowagie.text.pdf.PdfObject;
import com.lowagie.text.pdf.PdfString;
import com.lowagie.text.pdf.PdfWriter;

/**
 * Page content that states the original character of each mirrored bracket. In right-to-left text a bracket is drawn with the glyph of its
 * counterpart. Programs that reverse extracted lines without mirroring brackets (pdftotext) use the {@code ActualText} instead of the
 * glyph.
 */
final class LogicalContent extends PdfContentByte {
    private static final String OPENING = "([{«‹<";
    private static final String CLOSING = ")]}»›>";
    private static final PdfName SPAN = new PdfName("Span");
    private static final PdfName ACTUAL_TEXT = new PdfName("ActualText");

    LogicalContent(PdfWriter writer) {
        super(writer);
    }

    @Override
    public PdfContentByte getDuplicate() {
        return new LogicalContent(writer);
    }

    @Override
    public void showText(String drawn) {
        int begin = 0;
        for (int at = 0; at < drawn.length(); at++) {
            char mirror = mirrored(drawn.charAt(at));
            if (mirror != 0 && isRightToLeft(drawn, at)) {
                showPlain(drawn, begin, at);
                PdfDictionary properties = new PdfDictionary();
                properties.put(ACTUAL_TEXT, new PdfString(String.valueOf(mirror), PdfObject.TEXT_UNICODE));
                beginMarkedContentSequence(SPAN, properties, true);
                showPlain(drawn, at, at + 1);
                endMarkedContentSequence();
                begin = at + 1;
            }
        }
        showPlain(drawn, begin, drawn.length());
    }

    private void showPlain(String drawn, int begin, int end) {
        if (begin < end) {
            super.showText(drawn.substring(begin, end));
        }
    }

    /** Returns the mirror image of a bracket, or 0 if the character is not a bracket. */
    private static char mirrored(char c) {
        int at = OPENING.indexOf(c);
        if (at >= 0) {
            return CLOSING.charAt(at);
        }
        at = CLOSING.indexOf(c);
        return at >= 0 ? OPENING.charAt(at) : 0;
    }

    /**
     * Returns {@code true} if the bracket at the given position was mirrored. A line that contains right-to-left letters belongs to a
     * right-to-left paragraph. In such a line only brackets between left-to-right letters are not mirrored.
     */
    private static boolean isRightToLeft(String drawn, int at) {
        return drawn.chars().anyMatch(LogicalContent::isStrongRightToLeft)
                && !(isNextLeftToRight(drawn, at, -1) && isNextLeftToRight(drawn, at, 1));
    }

    private static boolean isStrongRightToLeft(int c) {
        byte direction = Character.getDirectionality(c);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT;
    }

    /**
     * Returns {@code true} if the next character with a text direction, from {@code at} in steps of {@code step}, runs
     * from left to right.
     */
    private static boolean isNextLeftToRight(String drawn, int at, int step) {
        for (int i = at + step; i >= 0 && i < drawn.length(); i += step) {
            byte direction = Character.getDirectionality(drawn.charAt(i));
            if (direction == Character.DIRECTIONALITY_LEFT_TO_RIGHT) {
                return true;
            }
            if (isStrongRightToLeft(drawn.charAt(i)) || direction == Character.DIRECTIONALITY_EUROPEAN_NUMBER) {
                return false;
            }
        }
        return false;
    }
}
