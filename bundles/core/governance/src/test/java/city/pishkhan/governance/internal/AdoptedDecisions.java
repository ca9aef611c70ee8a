package city.pishkhan.governance.internal;

import city.pishkhan.api.governance.Committee.Decision;
import city.pishkhan.api.governance.Committee.Kind;
import city.pishkhan.api.governance.Committee.Terms;
import city.pishkhan.identifiers.Ids;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Adopted decisions for tests, created without a committee. */
final class AdoptedDecisions {
    private AdoptedDecisions() {}

    static Decision exposure(String number, Instant inForce, Integer quota, String... offices) {
        return decision(number, Kind.EXPOSE, inForce, GovernanceHarness.exposure(quota, offices));
    }

    static Decision withdrawal(String number, Instant inForce, String... offices) {
        return decision(number, Kind.WITHDRAW, inForce, GovernanceHarness.exposure(null, offices));
    }

    /** @param service code of the service, or {@code null} for all services */
    static Decision sanction(
            String number,
            Instant inForce,
            String target,
            String name,
            String measure,
            String service,
            LocalDate until) {
        return decision(
                number, Kind.SANCTION, inForce, GovernanceHarness.sanction(target, name, measure, service, until));
    }

    private static Decision decision(String number, Kind kind, Instant inForce, Terms terms) {
        return new Decision(
                Ids.next(),
                number,
                kind,
                "adopted",
                "steering",
                "title",
                "clause",
                "reason",
                RegisterSnapshot.day(inForce),
                inForce,
                terms,
                1,
                List.of("chair"),
                "planning",
                inForce,
                List.of(),
                "chair",
                inForce,
                null);
    }
}
