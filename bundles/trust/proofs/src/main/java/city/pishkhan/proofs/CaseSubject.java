package city.pishkhan.proofs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The case of an evidence file, without personal data. The data with which the case was opened is also in its first entry.
 *
 * @param id the case's id
 * @param number the case number shown to people
 * @param service the requested service
 * @param subject renovation code of the property, or plate of the vehicle
 * @param office the office that opened it
 * @param district number of the district
 * @param ruleSet SHA-256 of the rules that apply
 * @param procedureVersion version of its procedure
 * @param state {@code open}, {@code waiting}, {@code approved}, {@code refused} or {@code withdrawn}
 * @param stage current stage, or {@code null}
 * @param opened time of opening
 * @param ended time of the end, or {@code null}
 */
public record CaseSubject(
        String id,
        String number,
        String service,
        String subject,
        String office,
        int district,
        String ruleSet,
        int procedureVersion,
        String state,
        String stage,
        Instant opened,
        @Nullable Instant ended) {}
