package city.pishkhan.violations.internal;

import city.pishkhan.api.archive.Papers.Deposit;
import city.pishkhan.api.archive.Papers.Sheet;
import city.pishkhan.api.archive.ReportPhotos;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** An archive of photos for tests, which keeps the registered photos in memory. */
final class TestPhotos implements ReportPhotos {
    final Map<UUID, Sheet> kept = new LinkedHashMap<>();
    int deposits;

    @Override
    public Deposit deposit(Supplier<InputStream> content) {
        deposits++;
        return new Deposit("%064x".formatted(deposits), "image/jpeg", 7, () -> new ByteArrayInputStream(new byte[7]));
    }

    @Override
    public synchronized Sheet register(UUID photo, Deposit deposit) {
        Sheet sheet = new Sheet(deposit.sha256(), KIND, photo.toString(), KIND, deposit.mediaType(), deposit.size());
        kept.put(photo, sheet);
        return sheet;
    }

    @Override
    public synchronized void erase(Collection<UUID> photos) {
        kept.keySet().removeAll(photos);
    }
}
