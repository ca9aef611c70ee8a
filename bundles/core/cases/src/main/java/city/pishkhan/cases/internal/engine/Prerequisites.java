package city.pishkhan.cases.internal.engine;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.certificates.Certificates;
import city.pishkhan.api.certificates.Certificates.Certificate;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.cases.internal.store.OpeningRepository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Conditions that a property must meet before a procedure: valid certificates of other services, and no open case of an excluded service.
 */
public final class Prerequisites {
    private final OpeningRepository rows;
    private final Certificates certificates;

    public Prerequisites(OpeningRepository rows, Certificates certificates) {
        this.rows = rows;
        this.certificates = certificates;
    }

    /**
     * @param opened time at which the case is opened; the certificates must not be expired then
     * @return the required certificates
     * @throws Refusal CONFLICT {@code case.requires} if one is missing
     */
    public List<Certificate> required(RuleSet rules, Procedure procedure, String subject, Instant opened) {
        List<Certificate> found = new ArrayList<>();
        for (String template : procedure.requires()) {
            found.add(certificates.findValid(template, subject, opened).orElseThrow(() -> missing(rules, template)));
        }
        return found;
    }

    /**
     * The reason why a case may not be finished now, {@code case.requires} or {@code case.excluded}, or empty. A required certificate may
     * expire while the case is open, because its applicant cannot influence how long the case takes.
     *
     * @param opened time at which the case was opened
     */
    Optional<Refusal> hindrance(RuleSet rules, Procedure procedure, String subject, Instant opened) {
        return procedure.requires().stream()
                .filter(template ->
                        certificates.findValid(template, subject, opened).isEmpty())
                .findFirst()
                .map(template -> missing(rules, template))
                .or(() -> excluded(rules, procedure, subject));
    }

    /** The reason {@code case.excluded} why a case may not be opened or finished now, or empty. */
    public Optional<Refusal> excluded(RuleSet rules, Procedure procedure, String subject) {
        if (procedure.excludes().isEmpty()) {
            return Optional.empty();
        }
        return rows.openOf(procedure.excludes(), subject)
                .map(service -> Refusal.conflict(
                        "case.excluded",
                        rules.procedure(service).map(Procedure::titleEn).orElse(service),
                        rules.procedure(service).map(Procedure::titleFa).orElse(service)));
    }

    private static Refusal missing(RuleSet rules, String template) {
        Optional<Procedure> issues = rules.services().stream()
                .map(service -> rules.procedure(service).orElseThrow())
                .filter(procedure -> procedure.stages().stream().anyMatch(stage -> template.equals(stage.template())))
                .findFirst();
        return Refusal.conflict(
                "case.requires",
                issues.map(Procedure::titleEn).orElse(template),
                issues.map(Procedure::titleFa).orElse(template));
    }
}
