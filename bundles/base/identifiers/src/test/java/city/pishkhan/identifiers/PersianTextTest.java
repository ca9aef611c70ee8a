package city.pishkhan.identifiers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class PersianTextTest {
    @Test
    void normalizesLettersAndDigits() {
        assertEquals("یک کیک یحیی 0123456789 0123456789", PersianText.normalise("يك كيك يحيى ۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩"));
    }

    @Test
    void removesInvisibleCharactersButKeepsSpelling() {
        assertEquals("می\u200cشود", PersianText.normalise("\ufeff\u200f می\u200cشود\u200b\u202c\u200c\u00a0\n"));
        assertEquals("a b\nc\td", PersianText.normalise(" a\u00a0b\nc\td\u0000 "));
        assertEquals("", PersianText.normalise("\u200c\u200f "));
        assertEquals("😀", PersianText.normalise("😀"));
    }

    @Test
    void compactRemovesSeparators() {
        assertEquals("6037701689095443", PersianText.compact("۶۰۳۷\u200c-7016 8909\u2013\u22125443\t"));
    }

    @Test
    void convertsToPersianDigits() {
        assertEquals("مبلغ ۱۰٬۲۳۴٬۵۶۷٬۸۹۰", PersianText.persianDigits("مبلغ 10٬234٬567٬890"));
        assertEquals("a", PersianText.persianDigits("a"));
        assertEquals("۱۰٬۲۳۴", PersianText.persianGroups("10,234"));
    }

    @Test
    void embeddedDecisionNumberHasPersianDigits() {
        assertEquals("\u2066S-۱۴۰۵-۰۰۰۱\u2069", PersianText.embedded("S-1405-0001"));
        assertEquals("\u2066W-2\u2069", PersianText.embedded("W-2"));
    }

    @Test
    void nullInputReturnsNull() {
        assertNull(PersianText.normalise(null));
        assertNull(PersianText.compact(null));
        assertNull(PersianText.persianDigits(null));
    }
}
