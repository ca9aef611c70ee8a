package city.pishkhan.archive.internal;

import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.archive.Papers.NewSheet;
import city.pishkhan.api.archive.Papers.Sheet;
import city.pishkhan.api.security.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;

/** Uploads a scan like an office: first the content, then its owner. */
public final class Scans {
    private Scans() {}

    /** @param content content, or a stream that can be read once */
    public static Sheet store(
            Papers archive,
            Caller office,
            UUID caseId,
            String service,
            String kind,
            String owner,
            String name,
            InputStream content) {
        NewSheet sheet = new NewSheet(kind, owner, name, archive.deposit(office, kind, owner, () -> again(content)));
        return archive.register(office, caseId, service, List.of(sheet)).get(0);
    }

    private static InputStream again(InputStream content) {
        try {
            if (content.markSupported()) {
                content.reset();
            }
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
