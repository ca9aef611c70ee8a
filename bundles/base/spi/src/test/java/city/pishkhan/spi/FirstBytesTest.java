package city.pishkhan.spi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Tests that a limited stream never reads or skips beyond its limit. */
class FirstBytesTest {
    private static final byte[] TEN = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};

    private static FirstBytes first(long length) {
        return new FirstBytes(new ByteArrayInputStream(TEN), length);
    }

    @Test
    void skippedBytesCountTowardsLimit() throws IOException {
        FirstBytes in = first(6);
        assertEquals(4, in.skip(4));
        assertArrayEquals(new byte[] {4, 5}, in.readAllBytes());
        assertEquals(0, in.skip(1));
        assertEquals(-1, in.read());
    }

    @Test
    void skipAndAvailableRespectLimit() throws IOException {
        assertEquals(6, first(6).skip(9));
        assertEquals(6, first(6).available());
        assertEquals(10, first(20).available());
        assertEquals(0, first(6).skip(-1));
    }
}
