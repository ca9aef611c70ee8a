package city.pishkhan.cases.internal.model;

import city.pishkhan.api.persons.Authorities.Act;
import city.pishkhan.api.persons.Authorities.Kind;
import city.pishkhan.api.persons.Authorities.Share;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;

/**
 * What of an authority decides: persons by their opaque ids, no names.
 *
 * @param subject  property or plate, {@code null} for all
 * @param until    last day, or {@code null}
 * @param share    an heir's, else {@code null}
 * @param endedAs  {@code revoked} or {@code lapsed}; {@code null} while it holds
 */
public record Mandate(
        UUID id,
        Kind kind,
        UUID owner,
        UUID holder,
        String subject,
        Set<Act> acts,
        LocalDate until,
        Share share,
        boolean jointly,
        String endedAs) {
    public Mandate {
        acts = Set.copyOf(acts);
    }

    /** Whether it holds on a day, and for what a case is about. */
    public boolean covers(String about, LocalDate today) {
        return valid(today) && (subject == null || subject.equals(about));
    }

    public boolean valid(LocalDate today) {
        return endedAs == null && (until == null || !until.isBefore(today));
    }
}
