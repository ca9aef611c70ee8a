package city.pishkhan.spi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CheckedSheetTest {
    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static CheckedSheet checkedSheet(String bytes) {
        return new CheckedSheet(new ByteArrayInputStream(bytes.getBytes()), SheetStoreBehaviour.SHA256);
    }

    @Test
    void returnsValidSheetInAnyChunkSize() throws IOException {
        for (int size = 1; size < 8; size++) {
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            CheckedSheet in = checkedSheet("hello");
            byte[] piece = new byte[size];
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                read.write(piece, 0, n);
            }
            assertArrayEquals("hello".getBytes(), read.toByteArray());
            assertEquals(-1, in.read());
        }
        assertEquals(-1, new CheckedSheet(new ByteArrayInputStream(new byte[0]), EMPTY).read());
    }

    @Test
    void withholdsLastByteOfChangedSheet() {
        for (String other : new String[] {"hellO", "Hello", "hell", "hello!", "", "h"}) {
            ByteArrayOutputStream passed = new ByteArrayOutputStream();
            assertThrows(IOException.class, () -> checkedSheet(other).transferTo(passed), other);
            assertEquals(Math.max(0, other.length() - 1), passed.size(), "the last byte is held back");
        }
    }
}
