package city.pishkhan.api.governance;

import city.pishkhan.api.Page;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.security.Caller;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Citizens' reports of building violations (گزارش تخلف ساختمانی). A report opens a case of the municipality, or joins the
 * property's open case. The reporter's identity is visible only to the reporter; it is stored neither in the journal nor in the
 * case. States: {@code received} (no office was available yet) → {@code case} → {@code ended}.
 */
public interface ViolationReports {

    /**
     * A kind of violation: data of the city.
     *
     * @param code e.g. {@code extra-floor}
     */
    record Kind(String code, String titleEn, String titleFa) {}

    /**
     * The place of a building whose renovation code the reporter does not know.
     *
     * @param district  number of the district
     * @param address   5 to 300 characters
     * @param latitude  degrees north, or {@code null} if the reporter gave no position
     * @param longitude degrees east, or {@code null} with the latitude
     */
    record Place(
            @Nullable Integer district,
            @Nullable String address,
            @Nullable Double latitude,
            @Nullable Double longitude) {
        @Override
        public String toString() {
            return "Place[]";
        }
    }

    /**
     * A report to be filed.
     *
     * @param property renovation code, as typed; {@code null} if the place is given
     * @param kind     code of a {@link Kind}
     * @param text     the reporter's text, 10 to 2,000 characters; {@code toString} omits it
     * @param place    place of the building, or {@code null} if its renovation code is given
     * @param photos   ids of photos that the reporter has added, see {@link #addPhoto}
     */
    record Filing(@Nullable String property, String kind, String text, @Nullable Place place, List<UUID> photos) {
        public Filing {
            photos = List.copyOf(photos);
        }

        /** Creates a report without photos. */
        public Filing(String property, String kind, String text, @Nullable Place place) {
            this(property, kind, text, place, List.of());
        }

        /** Creates a report of a property with a known renovation code. */
        public Filing(String property, String kind, String text) {
            this(property, kind, text, null);
        }

        @Override
        public String toString() {
            return "Filing[]";
        }
    }

    /**
     * A report as its reporter sees it.
     *
     * @param number  number for people, in the form of a tracking code
     * @param property renovation code, or {@code null} until the district has found the property
     * @param text    the reporter's text; {@code null} in a listing
     * @param stageEn title of the present stage of its case; {@code null} while the report has no case
     * @param taken   time at which it joined a case, or {@code null}
     * @param ended   time at which its case was found to have ended, or {@code null}
     * @param photos  number of its photos
     */
    record Own(
            String number,
            @Nullable String property,
            Kind kind,
            @Nullable String text,
            String state,
            @Nullable String stageEn,
            @Nullable String stageFa,
            @Nullable Instant received,
            @Nullable Instant taken,
            @Nullable Instant ended,
            int photos) {
        @Override
        public String toString() {
            return "Own[" + number + "]";
        }
    }

    /** Origin of a report: a citizen with a login, a visitor at the district, or the district's own staff. */
    enum Source {
        CITIZEN,
        VISITOR,
        DISTRICT;

        /** Lower-case code. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * Returns the source with a code.
         *
         * @throws IllegalArgumentException for an unknown code
         */
        public static Source of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * A report as staff see it, without the reporter and the text.
     *
     * @param property   renovation code, or {@code null} until the district has found the property
     * @param caseNumber number of the report's case; {@code null} while the report has no case
     * @param place      place as the reporter gave it, for the district that has to find the property; otherwise {@code
     *     null}
     */
    record Line(
            String number,
            @Nullable String property,
            int district,
            Kind kind,
            Source source,
            String state,
            @Nullable String caseNumber,
            @Nullable Instant received,
            @Nullable Instant taken,
            @Nullable Instant ended,
            @Nullable Place place) {

        /** Creates a report of a known property. */
        public Line(
                String number,
                String property,
                int district,
                Kind kind,
                Source source,
                String state,
                String caseNumber,
                Instant received,
                Instant taken,
                Instant ended) {
            this(number, property, district, kind, source, state, caseNumber, received, taken, ended, null);
        }
    }

    /** Filter of a listing; {@code null} members match everything. */
    record Filter(
            @Nullable Integer district, @Nullable String state, @Nullable String kind, @Nullable String property) {}

    /** Kinds of violations, in the order of the city's file. */
    List<Kind> kinds();

    /**
     * Examines a photo for a report that the caller is about to file; must be called outside any transaction. The photo
     * is encoded as a new JPEG, so that it has no metadata of the camera.
     *
     * @param content opens the bytes, each time from their beginning
     * @throws Refusal as {@link city.pishkhan.api.archive.ReportPhotos#deposit}; TOO_MANY {@code report.photo.too-many}
     *     above the daily limit per person
     */
    Papers.Deposit examinePhoto(Caller citizen, Supplier<InputStream> content);

    /**
     * Adds an examined photo, in the caller's transaction if there is one. The photo is erased if no report refers to
     * it within a day.
     *
     * @return id of the photo, for {@link Filing#photos}
     * @throws Refusal TOO_MANY {@code report.photo.too-many}
     */
    UUID addPhoto(Caller citizen, Papers.Deposit examined);

    /**
     * Files a report, in the caller's transaction if there is one. Its photos become papers of the case that it opens
     * or joins.
     *
     * @return the report without its text
     * @throws Refusal INVALID with the invalid field, {@code report.photo.count} for too many photos, {@code
     *     report.photo.unknown} for a photo that is erased, used or another person's; TOO_MANY {@code report.too-many}
     *     above the daily limit per person; CONFLICT {@code report.not-taken} while the current rules have no procedure
     *     for violation reports
     */
    Own file(Caller citizen, Filing filing);

    /**
     * Files a report by a district: a visitor's, whose identity is not stored, or the district's own finding. The journal names
     * the caller.
     *
     * @param source {@code VISITOR} or {@code DISTRICT}
     * @throws Refusal INVALID with the invalid field, {@code report.district} for a property outside the caller's districts;
     *     CONFLICT as {@link #file}
     */
    Line fileAtDistrict(Caller district, Source source, Filing filing);

    /**
     * Names the property of a report that has only a place. The report then opens or joins the property's case, whose expert reads the
     * place with the report's text.
     *
     * @param number   number of the report
     * @param property renovation code, as typed
     * @throws Refusal NOT_FOUND for a report outside the caller's districts; INVALID {@code report.district} for a property of another
     *     district than the report's; CONFLICT {@code report.located} if the property is known, {@code
     *     report.erased} if the reporter was erased before
     */
    Line locate(Caller district, String number, String property);

    /**
     * The caller's own reports, newest first, without their texts.
     *
     * @param limit up to 200
     */
    Page<Own> listOwn(Caller citizen, @Nullable String cursor, int limit);

    /**
     * One of the caller's own reports.
     *
     * @throws Refusal NOT_FOUND for an unknown report or another person's
     */
    Own find(Caller citizen, String number);

    /**
     * Reports in the caller's scope, newest first.
     *
     * @param limit up to 200
     */
    Page<Line> list(Caller caller, Filter filter, @Nullable String cursor, int limit);

    /** A warning, without personal data, about reports that have waited for an office for more than a day; empty if there are none. */
    Optional<HealthWarning> warning();
}
