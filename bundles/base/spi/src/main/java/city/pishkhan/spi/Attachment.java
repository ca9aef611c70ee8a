package city.pishkhan.spi;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A sheet that is sent with an inquiry or an answer.
 *
 * @param name      file name to show, without a path
 * @param mediaType e.g. {@code application/pdf}
 * @param sha256    hex digest of the content, which is also its address in the archive
 * @param size      size in bytes
 * @param role      purpose of the sheet, e.g. {@code plan} or {@code deed}
 * @param revision  1 for the first revision of that role in its case
 * @param content   opens the bytes; may be called more than once
 */
public record Attachment(
        @Nullable String name, String mediaType, String sha256, long size, String role, int revision, Content content) {

    /** Opens the bytes of a sheet. */
    @FunctionalInterface
    public interface Content {
        /** Opens the bytes from their beginning; the caller closes the stream. */
        InputStream open() throws IOException;
    }
}
