package city.pishkhan.archive.internal.originals;

import city.pishkhan.api.cases.CaseView;
import city.pishkhan.identifiers.InvalidIdentifier;
import city.pishkhan.identifiers.RenovationCode;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Whose papers those of a case are, as the archive's index knows them. */
final class CaseOwners {
    private final UnaryOperator<String> digest;

    /** @param digest keyed, of a national or legal-person ID */
    CaseOwners(UnaryOperator<String> digest) {
        this.digest = digest;
    }

    /**
     * @param property renovation code, empty for a case that is about no property
     * @param persons  keyed digests of the applicants' IDs, in their order
     */
    record Owners(String property, List<String> persons) {}

    Owners of(CaseView view) {
        return new Owners(
                property(view.subject()).orElse(""),
                view.applicants().stream()
                        .map(applicant -> digest.apply(applicant.nationalId()))
                        .toList());
    }

    private static Optional<String> property(String subject) {
        try {
            return Optional.of(RenovationCode.parse(subject).value());
        } catch (InvalidIdentifier e) {
            return Optional.empty();
        }
    }
}
