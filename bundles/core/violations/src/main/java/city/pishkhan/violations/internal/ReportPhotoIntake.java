package city.pishkhan.violations.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers.Deposit;
import city.pishkhan.api.archive.ReportPhotos;
import city.pishkhan.api.security.Vault;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.persistence.Tx;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** Accepts photos before their report is sent, and assigns the photos to the report. */
final class ReportPhotoIntake {
    private final Tx tx;
    private final ReportSealer reportSealing;
    private final Vault vault;
    private final ReportPhotos photos;
    private final PhotoLimits limits;

    ReportPhotoIntake(Tx tx, ReportSealer reportSealing, Vault vault, ReportPhotos photos, PhotoLimits limits) {
        this.tx = tx;
        this.reportSealing = reportSealing;
        this.vault = vault;
        this.photos = photos;
        this.limits = limits;
    }

    /** Examines a photo. The daily limit is checked first, because drawing a picture is expensive. */
    Deposit examine(Reporter reporter, Supplier<InputStream> content) {
        tx.run(sql -> refuseTooMany(sql, reporter));
        return photos.deposit(content);
    }

    /** @return id of the photo, which the reporter sends with the report */
    UUID add(Reporter reporter, Deposit examined) {
        UUID id = Ids.next();
        String owner = reportSealing.owner(reporter.person());
        return tx.required(sql -> {
            ReportRepository.acquireLock(sql, owner);
            if (vault.isDestroyed(reporter.person())) {
                throw Refusal.conflict("person.erased");
            }
            refuseTooMany(sql, reporter);
            ReportPhotoRepository.add(sql, id, owner, reporter.number(), photos.register(id, examined));
            return id;
        });
    }

    private void refuseTooMany(Handle sql, Reporter reporter) {
        String owner = reportSealing.owner(reporter.person());
        if (ReportPhotoRepository.countToday(sql, owner, reporter.number()) >= limits.perDay()) {
            throw Refusal.of(Refusal.Kind.TOO_MANY, "report.photo.too-many", null, limits.perDay());
        }
    }

    /**
     * Assigns photos to a report.
     *
     * @return number of photos assigned
     * @throws Refusal INVALID if there are too many photos, or if a photo is unknown, was already sent with a report,
     *     or belongs to another person
     */
    int assign(Handle sql, Reporter reporter, UUID report, List<UUID> ids) {
        if (ids.isEmpty()) {
            return 0;
        }
        if (ids.size() > limits.perReport()) {
            throw Refusal.invalid("report.photo.count", "photos", limits.perReport());
        }
        String owner = reportSealing.owner(reporter.person());
        int assigned = ReportPhotoRepository.assign(sql, ids, owner, reporter.number(), report);
        if (assigned < new HashSet<>(ids).size()) {
            throw Refusal.invalid("report.photo.unknown", "photos");
        }
        return assigned;
    }

    /** Erases the photos that were never sent with a report. */
    void sweep() {
        tx.run(sql -> {
            List<UUID> unsent = ReportPhotoRepository.removeUnsent(sql);
            if (!unsent.isEmpty()) {
                photos.erase(unsent);
            }
        });
    }

    /** Erases all photos of a reporter. */
    void erase(Handle sql, String owner) {
        List<UUID> erased = ReportPhotoRepository.erase(sql, owner);
        if (!erased.isEmpty()) {
            photos.erase(erased);
        }
    }
}
