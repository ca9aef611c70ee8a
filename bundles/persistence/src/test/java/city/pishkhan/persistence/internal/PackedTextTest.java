package city.pishkhan.persistence.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PackedTextTest {
    private static final String LONG = "{\"kind\":\"deed\",\"name\":\"سند مالکیت\"},".repeat(100);

    @Test
    void aLongTextIsShorterAndComesBack() {
        String packed = PackedText.pack(LONG);
        assertTrue(packed.length() < LONG.length() / 10, () -> "" + packed.length());
        assertEquals(LONG, PackedText.unpack(packed));
    }

    @Test
    void aShortOneAndOneOfBeforeStayAsTheyAre() {
        assertSame("{}", PackedText.pack("{}"));
        assertSame("", PackedText.unpack(""));
        assertSame(LONG, PackedText.unpack(LONG));
    }

    @Test
    void whatIsCutIsNoText() {
        String packed = PackedText.pack(LONG);
        assertThrows(
                IllegalStateException.class,
                () -> PackedText.unpack(packed.substring(0, packed.length() / 2 / 4 * 4 + 1)));
    }
}
