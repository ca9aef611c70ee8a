package city.pishkhan.procedures.internal.tables;

import city.pishkhan.api.rules.Procedures.Procedure;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** Tracks which facts of a case are known at each stage of a procedure. */
public final class KnownFacts {
    public static final String INSPECTION = "inspection";

    private final Procedure procedure;
    private final Set<String> lookedUp = new HashSet<>();
    private final Set<String> found = new HashSet<>();

    public KnownFacts(Procedure procedure) {
        this.procedure = procedure;
    }

    /** Records that a stage has queried an agency's system. */
    public void addLookup(String agency) {
        lookedUp.add(agency);
    }

    /** Records a fact that is listed among the findings of an inspection or a look-up. */
    public void addFinding(String fact) {
        found.add(fact);
    }

    /**
     * Returns {@code true} if the fact is not known yet, because neither the procedure's opening nor an earlier stage
     * provides it.
     */
    public boolean isMissing(FactDefinition fact) {
        if (fact.lookup() != null) {
            return !(hasStagedLookups(fact.lookup()) ? found.contains(fact.name()) : lookedUp.contains(fact.lookup()));
        }
        return fact.from() != null
                && switch (fact.from()) {
                    case INSPECTION -> !found.contains(fact.name());
                    case "order" -> !procedure.hasMunicipalCustomer();
                    case "calendar" -> !procedure.dated();
                    case "property", "vehicle" -> !procedure.subject().equals(fact.from());
                    case "certificate" -> procedure.requires().isEmpty();
                    case "applicants" -> procedure.hasMunicipalCustomer();
                    default -> !procedure.hasBuildingRequest() && !isAsked(fact.name());
                };
    }

    /** Returns {@code true} if the look-ups of an agency list the facts that each of them provides. */
    private boolean hasStagedLookups(String agency) {
        return procedure.stages().stream()
                .anyMatch(stage ->
                        agency.equals(stage.agency()) && !stage.findings().isEmpty());
    }

    private boolean isAsked(String fact) {
        return procedure.asks() != null && procedure.asks().contains(fact);
    }

    /** Returns a text for error messages about a missing fact, which names the fact's source. */
    public static String source(FactDefinition fact) {
        if (fact.lookup() != null) {
            return "is not known before " + fact.lookup() + " has answered";
        }
        return switch (Objects.requireNonNull(fact.from())) {
            case INSPECTION -> "is not known before an inspection that names it among its findings";
            case "order" -> "is known only where the municipality is the customer";
            case "calendar" -> "is known only in a procedure that is dated: true";
            case "property", "vehicle" -> "is known only where the subject is a " + fact.from();
            case "certificate" -> "is known only where a certificate is required";
            case "applicants" -> "is known only where citizens apply";
            default -> "is known only where the procedure asks for it";
        };
    }
}
