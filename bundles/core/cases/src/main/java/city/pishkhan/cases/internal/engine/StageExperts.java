package city.pishkhan.cases.internal.engine;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Cases.Hold;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.governance.Offices.Vacancy;
import city.pishkhan.api.rules.Procedures.Choice;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.model.StoredTime;
import city.pishkhan.identifiers.PersianDate;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Checks that a case's office has the expert that a stage needs. Needs no database access. If the expert is missing, actions of people at
 * that stage are refused, and automatic actions of the hub are held.
 */
public final class StageExperts {
    /** Code of a hold because the office has no expert. */
    public static final String CODE = "case.no-expert";

    /** Stages that people complete; evaluating them has no side effects. */
    private static final Set<StageKind> BY_PEOPLE =
            Set.of(StageKind.PAPERS, StageKind.INSPECTION, StageKind.VERIFICATION, StageKind.COMMITTEE);

    private final Offices offices;

    StageExperts(Offices offices) {
        this.offices = offices;
    }

    /**
     * The reason why the stage cannot be completed now: the office lacks the expert. Empty if it has one or needs none.
     */
    Optional<Refusal> missing(CaseFile file, RuleSet rules, Stage stage) {
        return missing(file.office(), file.service(), rules, stage);
    }

    Optional<Refusal> missing(String office, String service, RuleSet rules, Stage stage) {
        return vacancy(office, service, stage).map(vacancy -> refusal(office, rules, stage, vacancy));
    }

    /**
     * The hold to show in a view. It is computed from the present vacancies, so it appears before the case is evaluated
     * again.
     */
    Optional<Hold> hold(CaseFile file, RuleSet rules, Stage stage) {
        return vacancy(file.office(), file.service(), stage).map(vacancy -> {
            Refusal why = refusal(file.office(), rules, stage, vacancy);
            return new Hold(
                    why.code(),
                    why.english(),
                    why.persian(),
                    vacancy.since() == null
                            ? file.opened()
                            : vacancy.since().atStartOfDay(PersianDate.TEHRAN).toInstant());
        });
    }

    private Optional<Vacancy> vacancy(String office, String service, Stage stage) {
        return stage.discipline() == null
                ? Optional.empty()
                : offices.vacancy(office, service, stage.discipline(), StoredTime.get());
    }

    private static Refusal refusal(String office, RuleSet rules, Stage stage, Vacancy vacancy) {
        String needed = Objects.requireNonNull(stage.discipline());
        Choice discipline = rules.disciplines().stream()
                .filter(known -> known.code().equals(needed))
                .findFirst()
                .orElseGet(() -> new Choice(needed, needed, needed));
        String en = discipline.titleEn();
        String fa = discipline.titleFa();
        if (vacancy.since() == null) {
            return vacancy.until() == null
                    ? Refusal.conflict("case.no-expert/never", office, en, fa)
                    : Refusal.conflict("case.no-expert/coming", office, en, fa, vacancy.until());
        }
        return vacancy.until() == null
                ? Refusal.conflict("case.no-expert", office, en, fa, vacancy.since())
                : Refusal.conflict("case.no-expert/until", office, en, fa, vacancy.since(), vacancy.until());
    }

    /**
     * Returns {@code true} if evaluating the stage has side effects, so that it is held while the expert is missing.
     */
    static boolean isAutomatic(Stage stage) {
        return !BY_PEOPLE.contains(stage.kind());
    }
}
