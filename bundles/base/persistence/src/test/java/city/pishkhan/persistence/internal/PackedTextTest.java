package city.pishkhan.persistence.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class PackedTextTest {
    private static final String LONG = "{\"kind\":\"deed\",\"name\":\"سند مالکیت\"},".repeat(100);

    @Test
    void compressesLongText() {
        byte[] packed = PackedText.pack(LONG);
        assertTrue(packed.length < LONG.length() / 15, () -> "" + packed.length);
        assertEquals(LONG, PackedText.unpack(packed));
    }

    @Test
    void keepsShortTextUncompressed() {
        assertArrayEquals("{}".getBytes(), PackedText.pack("{}"));
        assertEquals("", PackedText.unpack(new byte[0]));
        assertEquals(LONG, PackedText.unpack(LONG.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void readsOldBase64Format() {
        byte[] packed = PackedText.pack(LONG);
        String letters = "\u0001" + Base64.getEncoder().encodeToString(Arrays.copyOfRange(packed, 1, packed.length));
        assertEquals(LONG, PackedText.unpack(letters.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void rejectsTruncatedText() {
        byte[] packed = PackedText.pack(LONG);
        assertThrows(IllegalStateException.class, () -> PackedText.unpack(Arrays.copyOf(packed, packed.length / 2)));
    }
}
