package city.pishkhan.violations.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.ViolationReports.Filing;
import city.pishkhan.api.governance.ViolationReports.Place;
import city.pishkhan.api.governance.ViolationReports.Source;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Vault;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.identifiers.InvalidIdentifier;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.RenovationCode;
import city.pishkhan.identifiers.TrackingCode;
import city.pishkhan.persistence.Tx;
import city.pishkhan.violations.internal.ReportCaseAssignment.AssignedReport;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.jdbi.v3.core.Handle;

/** Accepts reports of building violations from citizens and districts, and joins them to cases. */
final class ReportIntake {
    private static final int SHORTEST = 10;
    private static final int LONGEST = 2_000;
    private static final int SHORTEST_ADDRESS = 5;
    private static final int LONGEST_ADDRESS = 300;
    private static final double METRE = 100_000;

    private final Tx tx;
    private final ReportSealer reportSealing;
    private final ReportKindCatalogue reportKindCatalogue;
    private final Vault vault;
    private final Journal journal;
    private final ReportCaseAssignment reportMerging;
    private final ReportPhotoIntake reportPhotoIntake;
    private final int mostOfADay;

    ReportIntake(
            Tx tx,
            ReportSealer reportSealing,
            ReportKindCatalogue reportKindCatalogue,
            Vault vault,
            Journal journal,
            ReportCaseAssignment reportMerging,
            ReportPhotoIntake reportPhotoIntake,
            int mostOfADay) {
        this.tx = tx;
        this.reportSealing = reportSealing;
        this.reportKindCatalogue = reportKindCatalogue;
        this.vault = vault;
        this.journal = journal;
        this.reportMerging = reportMerging;
        this.reportPhotoIntake = reportPhotoIntake;
        this.mostOfADay = mostOfADay;
    }

    /** @return the report, without a case if no office can accept a case now */
    AssignedReport accept(Reporter reporter, Filing given) {
        Checked checked = validate(given);
        String owner = reportSealing.owner(reporter.person());
        return tx.required(sql -> {
            ReportRepository.acquireLock(sql, owner);
            refuseErased(reporter.person());
            if (ReportRepository.countToday(sql, owner, reporter.number()) >= mostOfADay) {
                throw tooMany();
            }
            // the journal names the hub as the caller, because the name of the reporter's login would reveal the
            // reporter
            return store(
                    sql,
                    checked,
                    Source.CITIZEN,
                    owner,
                    reporter.number(),
                    Caller.HUB,
                    id -> reportPhotoIntake.assign(sql, reporter, id, given.photos()));
        });
    }

    /**
     * @param districts districts of the caller; the property must be in one of them
     * @return the report, without a case if no office can accept a case now
     */
    AssignedReport acceptFromDistrict(Caller district, Collection<Integer> districts, Source source, Filing given) {
        Checked checked = validate(given);
        int at = checked.district();
        if (!districts.contains(at)) {
            throw Refusal.invalid("report.district", "property", at);
        }
        return tx.required(sql -> store(sql, checked, source, null, null, district, id -> 0));
    }

    /**
     * Assigns a property to a report for which the reporter has given only a place.
     *
     * @param districts districts of the caller
     */
    ReportRow locate(Caller district, Collection<Integer> districts, String number, String given) {
        RenovationCode property = property(given);
        return tx.required(sql -> {
            ReportCaseAssignment.lockProperty(sql, property.value());
            ReportRow row = ReportRepository.lock(sql, districts, number).orElseThrow(ReportQueries::unknown);
            if (row.subject() != null) {
                throw Refusal.conflict("report.located", row.subject());
            }
            if (row.state().equals(ReportRow.ENDED)) {
                throw Refusal.conflict("report.erased");
            }
            if (property.district() != row.district()) {
                throw Refusal.invalid("report.district", "property", property.district());
            }
            ReportRow located = ReportRepository.locate(sql, row.id(), property.value());
            journal.record(null, "report.located", district, Map.of("report", row.id(), "property", located.subject()));
            return reportMerging
                    .assignToCase(sql, located, describe(reportSealing.open(row), reportSealing.place(row)))
                    .map(AssignedReport::row)
                    .orElse(located);
        });
    }

    /** Returns the reporter's text followed by the place, so that the expert finds the building. */
    static String describe(String text, Place place) {
        if (text == null || place == null) {
            return text;
        }
        String position = place.latitude() == null ? "" : " (" + place.latitude() + ", " + place.longitude() + ")";
        return text + "\n" + place.address() + position;
    }

    private Checked validate(Filing given) {
        boolean placed = given.place() != null
                && (given.property() == null || given.property().isBlank());
        Place place = placed ? place(given.place()) : null;
        return new Checked(
                placed ? null : property(given.property()),
                place,
                reportKindCatalogue.validate(given.kind()).code(),
                text(given.text()));
    }

    /** The validated content of a report. */
    private record Checked(RenovationCode property, Place place, String kind, String text) {
        int district() {
            return property == null ? place.district() : property.district();
        }

        /** @return the property's renovation code, or {@code null} if only the place is known */
        String subject() {
            return property == null ? null : property.value();
        }
    }

    /** @param photos assigns the photos to the report with this id, and returns their number */
    private AssignedReport store(
            Handle sql,
            Checked given,
            Source source,
            String owner,
            String proved,
            Caller by,
            ToIntFunction<UUID> photos) {
        if (given.subject() != null) {
            ReportCaseAssignment.lockProperty(sql, given.subject());
        }
        UUID id = Ids.next();
        vault.createKeys(List.of(id));
        String salt = UUID.randomUUID().toString();
        ReportRow added = ReportRepository.add(
                sql,
                new ReportRow(
                        id,
                        TrackingCode.next().value(),
                        given.subject(),
                        given.district(),
                        given.kind(),
                        source,
                        reportSealing.seal(id, given.text()),
                        ReportRow.RECEIVED,
                        null,
                        null,
                        null,
                        null,
                        null,
                        reportSealing.seal(id, given.place()),
                        0),
                owner,
                proved,
                salt);
        ReportRow row = added.withPhotos(photos.applyAsInt(id));
        Map<String, Object> details =
                new HashMap<>(Map.of("report", id, "kind", row.kind(), "text", journal.commitment(salt, given.text())));
        if (row.subject() == null) {
            details.put("district", row.district());
        } else {
            details.put("property", row.subject());
        }
        if (source != Source.CITIZEN) {
            details.put("source", source.code());
        }
        journal.record(null, "report.received", by, details);
        AssignedReport waiting = new AssignedReport(row, null);
        return row.subject() == null
                ? waiting
                : reportMerging.assignToCase(sql, row, given.text()).orElse(waiting);
    }

    private static RenovationCode property(String given) {
        try {
            return RenovationCode.parse(given);
        } catch (InvalidIdentifier e) {
            throw new Refusal(Refusal.Kind.INVALID, e.rule(), "property", e.text());
        }
    }

    /** Validates a place and rounds its coordinates to five decimals, about one metre. */
    private static Place place(Place given) {
        if (given.district() == null || given.district() < 1 || given.district() > RenovationCode.DISTRICTS) {
            throw Refusal.invalid("report.place.district", "district", RenovationCode.DISTRICTS);
        }
        String address = given.address() == null || given.address().length() > LONGEST_ADDRESS
                ? ""
                : PersianText.normalise(given.address());
        if (address.length() < SHORTEST_ADDRESS) {
            throw Refusal.invalid("report.place.address", "address", SHORTEST_ADDRESS, LONGEST_ADDRESS);
        }
        if (given.latitude() == null && given.longitude() == null) {
            return new Place(given.district(), address, null, null);
        }
        return new Place(
                given.district(),
                address,
                degrees("latitude", given.latitude(), 90),
                degrees("longitude", given.longitude(), 180));
    }

    private static double degrees(String field, Double given, int maximum) {
        if (given == null || !(Math.abs(given) <= maximum)) {
            throw Refusal.invalid("report.place.position", field, maximum);
        }
        return Math.round(given * METRE) / METRE;
    }

    private static String text(String given) {
        String clean = given == null || given.length() > LONGEST ? "" : PersianText.normalise(given);
        if (clean.length() < SHORTEST) {
            throw Refusal.invalid("text.length", "text", SHORTEST, LONGEST);
        }
        return clean;
    }

    private void refuseErased(UUID person) {
        if (vault.isDestroyed(person)) {
            throw Refusal.conflict("person.erased");
        }
    }

    private Refusal tooMany() {
        return Refusal.of(Refusal.Kind.TOO_MANY, "report.too-many", null, mostOfADay);
    }
}
