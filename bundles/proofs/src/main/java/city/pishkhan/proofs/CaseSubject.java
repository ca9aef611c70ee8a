package city.pishkhan.proofs;

import java.time.Instant;

/**
 * Of which case an evidence file tells, without personal data. What the case was opened with stands in its first entry too.
 *
 * @param id               the case's id
 * @param number           its number as people see it
 * @param service          what is asked for
 * @param subject          renovation code of the property, or plate of the vehicle
 * @param office           the office that opened it
 * @param district         1 to 22
 * @param ruleSet          SHA-256 of the rules under which it runs
 * @param procedureVersion version of its procedure
 * @param state            {@code open}, {@code waiting}, {@code approved}, {@code refused} or {@code withdrawn}
 * @param stage            where it stands, or {@code null}
 * @param opened           when
 * @param ended            when, or {@code null}
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
        Instant ended) {}
