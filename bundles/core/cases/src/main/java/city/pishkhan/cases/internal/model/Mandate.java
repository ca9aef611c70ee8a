package city.pishkhan.cases.internal.model;

import city.pishkhan.api.persons.Authorities.Act;
import city.pishkhan.api.persons.Authorities.Kind;
import city.pishkhan.api.persons.Authorities.Share;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The part of an authority that decides who may act. People are given by opaque ids, without names.
 *
 * @param subject property or plate, or {@code null} for all
 * @param until   last day of validity, or {@code null}
 * @param share   share of an heir, otherwise {@code null}
 * @param endedAs {@code revoked} or {@code lapsed}; {@code null} if it has not ended
 */
public record Mandate(
        UUID id,
        Kind kind,
        UUID owner,
        UUID holder,
        String subject,
        Set<Act> acts,
        LocalDate until,
        @Nullable Share share,
        boolean jointly,
        String endedAs) {

    /** Prefix of the codes of refusals that concern authorities. */
    public static final String CODES = "authority.";

    public Mandate {
        acts = Set.copyOf(acts);
    }

    /** Returns {@code true} if the authority is valid on the day and covers the subject of a case. */
    public boolean isApplicable(String about, LocalDate today) {
        return isValid(today) && (subject == null || subject.equals(about));
    }

    public boolean isValid(LocalDate today) {
        return endedAs == null && (until == null || !until.isBefore(today));
    }
}
