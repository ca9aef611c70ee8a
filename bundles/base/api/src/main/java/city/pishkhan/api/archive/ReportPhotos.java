package city.pishkhan.api.archive;

import city.pishkhan.api.Refusal;
import java.io.InputStream;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Photos of violation reports. Each photo is decoded and encoded as a new JPEG on arrival, so only its pixels are kept,
 * without position, time and device. Each is stored encrypted with its own key, and becomes a sheet of the case of its
 * report.
 */
public interface ReportPhotos {
    /** Kind of the sheets. Offices cannot scan papers of this kind. */
    String KIND = "report-photo";

    /**
     * Checks a photo like every upload, encodes it as a new JPEG and stores it; must be called outside any transaction.
     * The photo is deleted later if it is not registered.
     *
     * @param content opens the bytes of a JPEG or PNG, each time from their beginning
     * @return the new JPEG
     * @throws Refusal UNSUPPORTED for another type or a damaged picture, TOO_LARGE, INVALID for malware, UNAVAILABLE if
     *     the photo cannot be examined now
     */
    Papers.Deposit deposit(Supplier<InputStream> content);

    /**
     * Registers a deposit, in the caller's transaction.
     *
     * @param photo   id under which {@link #erase} can erase the photo
     * @param deposit a result of {@link #deposit}
     */
    Papers.Sheet register(UUID photo, Papers.Deposit deposit);

    /** Destroys the keys of photos and removes them from the archive, in the caller's transaction. Unknown ids are ignored. */
    void erase(Collection<UUID> photos);
}
