package city.pishkhan.procedures.internal.tables;

import city.pishkhan.api.rules.Procedures.Procedure;
import java.util.HashSet;
import java.util.Set;

/** Which facts a procedure's case has, stage by stage. */
public final class KnownFacts {
    public static final String INSPECTION = "inspection";

    private final Procedure procedure;
    private final Set<String> lookedUp = new HashSet<>();
    private final Set<String> found = new HashSet<>();

    public KnownFacts(Procedure procedure) {
        this.procedure = procedure;
    }

    /** A stage has asked an agency's system. */
    public void lookedUp(String agency) {
        lookedUp.add(agency);
    }

    /** An inspection, or a look-up that says what it brings, has brought a fact. */
    public void found(String fact) {
        found.add(fact);
    }

    /** Whether no stage so far brings it. */
    public boolean missing(FactDefinition fact) {
        if (fact.lookup() != null) {
            return !(staged(fact.lookup()) ? found.contains(fact.name()) : lookedUp.contains(fact.lookup()));
        }
        return fact.from() != null
                && switch (fact.from()) {
                    case INSPECTION -> !found.contains(fact.name());
                    case "order" -> !procedure.municipal();
                    case "calendar" -> !procedure.dated();
                    case "property", "vehicle" -> !procedure.subject().equals(fact.from());
                    case "certificate" -> procedure.requires().isEmpty();
                    case "applicants" -> procedure.municipal();
                    default -> !procedure.building() && !asked(fact.name());
                };
    }

    /** Whether the look-ups of an agency say what each of them brings. */
    private boolean staged(String agency) {
        return procedure.stages().stream()
                .anyMatch(stage ->
                        agency.equals(stage.agency()) && !stage.findings().isEmpty());
    }

    private boolean asked(String fact) {
        return procedure.asks() != null && procedure.asks().contains(fact);
    }

    /** Why it is missing: what brings it. */
    public static String source(FactDefinition fact) {
        if (fact.lookup() != null) {
            return "is not known before " + fact.lookup() + " has answered";
        }
        return switch (fact.from()) {
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
