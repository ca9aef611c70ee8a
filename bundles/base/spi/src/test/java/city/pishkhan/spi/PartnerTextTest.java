package city.pishkhan.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PartnerTextTest {

    @Test
    void joinsMessageIntoOneLine() {
        assertEquals("a b c d", PartnerText.sanitize("a\r\nb\u0085c\u2028d"));
        assertEquals("", PartnerText.sanitize(null));
    }

    @Test
    void removesPersonalNumbers() {
        assertEquals(
                "owner …, card …, sheet 1", PartnerText.sanitize("owner 0499370899, card 6037701689095443, sheet 1"));
        assertEquals("مالک …", PartnerText.sanitize("مالک ۰۴۹۹۳۷۰۸۹۹"));
    }

    @Test
    void keepsPersianText() {
        assertEquals("نقشه ناقص است؛ می‌خواهیم", PartnerText.sanitize("نقشه ناقص است؛ می‌خواهیم"));
    }

    @Test
    void limitsMessageLength() {
        String plain = PartnerText.sanitize("x".repeat(5_000));
        assertEquals("x".repeat(300) + "…", plain);
    }

    @Test
    void returnsRootCause() {
        Exception root = new IOException("no route to 0499370899");
        assertEquals(
                "IOException no route to …", PartnerText.cause(new IllegalStateException(new RuntimeException(root))));
        assertEquals("IllegalStateException", PartnerText.cause(new IllegalStateException()));
    }
}
