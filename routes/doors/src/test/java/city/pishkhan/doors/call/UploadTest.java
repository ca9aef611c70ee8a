package city.pishkhan.doors.call;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.api.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadTest {
    /** Separate folder, because other JVMs use the common temporary folder. */
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, Upload.SMALL - 1, Upload.SMALL, Upload.SMALL + 1, 5 * Upload.SMALL + 7})
    void uploadCanBeReadRepeatedly(int size) throws Exception {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        try (Upload upload = Upload.of(new ByteArrayInputStream(bytes), folder)) {
            assertEquals(size < Upload.SMALL ? 0 : 1, files());
            assertEquals(
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)),
                    upload.sha256());
            for (int i = 0; i < 2; i++) {
                try (InputStream again = upload.open()) {
                    assertArrayEquals(bytes, again.readAllBytes());
                }
            }
        }
        assertEquals(0, files());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2 * Upload.SMALL})
    void brokenUploadLeavesNoFile(int size) throws IOException {
        InputStream breaks = new SequenceInputStream(new ByteArrayInputStream(new byte[size]), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }
        });
        Refusal refusal = assertThrows(Refusal.class, () -> Upload.of(breaks, folder));
        assertEquals("upload.broken", refusal.code());
        assertEquals(0, files());
    }

    private long files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.count();
        }
    }
}
