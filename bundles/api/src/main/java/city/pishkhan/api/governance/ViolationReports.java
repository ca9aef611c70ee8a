package city.pishkhan.api.governance;

import city.pishkhan.api.Page;
import city.pishkhan.api.health.HealthWarning;
import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What citizens report of buildings (گزارش تخلف ساختمانی). A report becomes a case of the municipality, or joins the one that the property
 * has already. Who reported is shown to nobody but to whoever did, and stands neither in the journal nor in the case. States: {@code
 * received} (no office could take it yet) → {@code case} → {@code ended}.
 */
public interface ViolationReports {

    /** What can be reported: data of the city. @param code e.g. {@code extra-floor} */
    record Kind(String code, String titleEn, String titleFa) {}

    /**
     * @param property renovation code, as somebody typed it
     * @param kind     code of a {@link Kind}
     * @param text     10 to 2,000 characters of the reporter's; {@code toString} shows none of it
     */
    record Filing(String property, String kind, String text) {
        @Override
        public String toString() {
            return "Filing[]";
        }
    }

    /**
     * A report for whoever made it.
     *
     * @param number  by which people call it, shaped as a tracking code
     * @param text    what was written; {@code null} in a listing
     * @param stageEn title of the stage in which its case is; {@code null} while there is none
     * @param taken   when it came into a case, or {@code null}
     * @param ended   when its case was seen to have ended, or {@code null}
     */
    record Own(
            String number,
            String property,
            Kind kind,
            String text,
            String state,
            String stageEn,
            String stageFa,
            Instant received,
            Instant taken,
            Instant ended) {
        @Override
        public String toString() {
            return "Own[" + number + "]";
        }
    }

    /** Who saw it: a citizen who reports by a login, somebody who tells it at the district, the district's own people. */
    enum Source {
        CITIZEN,
        VISITOR,
        DISTRICT;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Source of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** A report for the others: neither who made it nor what was written. @param caseNumber {@code null} while there is none */
    record Line(
            String number,
            String property,
            int district,
            Kind kind,
            Source source,
            String state,
            String caseNumber,
            Instant received,
            Instant taken,
            Instant ended) {}

    /** @param district, state, kind, property may each be {@code null} for any */
    record Filter(Integer district, String state, String kind, String property) {}

    /** In the order of the city's file. */
    List<Kind> kinds();

    /**
     * Takes a report, in the caller's transaction if it has one.
     *
     * @return without its text
     * @throws Refusal INVALID with the field at fault; TOO_MANY {@code report.too-many} above what one person may report in a day; CONFLICT
     *                 {@code report.not-taken} while the rules in force have no procedure for it
     */
    Own file(Caller citizen, Filing filing);

    /**
     * Takes a report that a district writes down: of a visitor, about whom nothing is kept, or its own finding. The journal names the caller.
     *
     * @param source {@code VISITOR} or {@code DISTRICT}
     * @throws Refusal INVALID with the field at fault, {@code report.district} for a property outside the caller's districts; CONFLICT as
     *                 {@link #file}
     */
    Line fileAt(Caller district, Source source, Filing filing);

    /** The caller's own, newest first, without their texts. @param limit at most 200 */
    Page<Own> mine(Caller citizen, String cursor, int limit);

    /** One of the caller's own. @throws Refusal NOT_FOUND for another's as for none */
    Own find(Caller citizen, String number);

    /** Newest first, as far as the caller reaches. @param limit at most 200 */
    Page<Line> list(Caller caller, Filter filter, String cursor, int limit);

    /** What somebody has to look at, without personal values: reports that no office could take for more than a day. */
    Optional<HealthWarning> trouble();
}
