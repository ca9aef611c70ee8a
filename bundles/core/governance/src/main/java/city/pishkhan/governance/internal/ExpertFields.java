package city.pishkhan.governance.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Experts;
import city.pishkhan.api.governance.Experts.Entry;
import city.pishkhan.api.governance.Experts.Licence;
import city.pishkhan.governance.internal.experts.ExpertRegister;
import city.pishkhan.governance.internal.experts.ExpertRow;
import city.pishkhan.identifiers.PersianText;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Validation of an entry of the register of experts. Each refusal names the field and the rule. */
final class ExpertFields {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_NUMBER = 60;
    private static final int MOST_DISCIPLINES = 10;

    private ExpertFields() {}

    /**
     * Validates an entry by itself.
     *
     * @return the entry in the form in which it is stored
     */
    static Entry clean(Entry given, Disciplines disciplines) {
        Licence licence = GovernanceFields.requirePresent("licence", given.licence());
        if (given.disciplines().size() > MOST_DISCIPLINES) {
            throw Refusal.invalid("expert.disciplines", "disciplines", MOST_DISCIPLINES);
        }
        Entry entry = new Entry(
                GovernanceFields.text(
                        "name", PersianText.normalise(given.name() == null ? "" : given.name()), LONGEST_NAME),
                GovernanceFields.login("login", given.login()),
                disciplines.validate("disciplines", given.disciplines()),
                new Licence(
                        GovernanceFields.text("licence.number", licence.number(), LONGEST_NUMBER),
                        licence.from(),
                        licence.until()),
                GovernanceFields.office("office", given.office()),
                given.secondOffice() == null ? null : GovernanceFields.office("secondOffice", given.secondOffice()),
                given.secondDays().stream().distinct().toList(),
                given.deputy());
        requireTerm(licence);
        requirePlaces(entry);
        return entry;
    }

    private static void requireTerm(Licence licence) {
        try {
            GovernanceFields.requireTerm(licence.from(), licence.until());
        } catch (Refusal e) {
            throw e.withField("licence." + e.field());
        }
    }

    /**
     * Checks the second office: it differs from the first, has at least one weekday, and leaves at least one weekday to
     * the first office.
     */
    private static void requirePlaces(Entry entry) {
        if (!Experts.WEEKDAYS.containsAll(entry.secondDays())) {
            throw Refusal.invalid("value.unknown", "secondDays", "secondDays", Experts.WEEKDAYS);
        }
        if ((entry.secondOffice() == null) != entry.secondDays().isEmpty()) {
            throw Refusal.invalid("expert.second-office", "secondDays");
        }
        if (entry.office().equals(entry.secondOffice())) {
            throw Refusal.invalid("expert.second-office/same", "secondOffice", entry.office());
        }
        if (entry.secondDays().size() == Experts.WEEKDAYS.size()) {
            throw Refusal.invalid("expert.second-office/all", "secondDays");
        }
    }

    /**
     * Validates an entry against the rest of the register.
     *
     * @param id expert of the entry; {@code null} for a new expert
     */
    static void require(Entry entry, @Nullable UUID id, ExpertRegister register, Set<String> offices) {
        Stream.of(entry.office(), entry.secondOffice())
                .filter(Objects::nonNull)
                .filter(office -> !offices.contains(office))
                .findFirst()
                .ifPresent(office -> {
                    throw Refusal.invalid("office.unknown", office.equals(entry.office()) ? "office" : "secondOffice");
                });
        register.findWorking(entry.login())
                .filter(other -> !other.id().equals(id))
                .ifPresent(other -> {
                    throw Refusal.conflict("expert.known/login", entry.login());
                });
        if (entry.deputy() != null) {
            requireDeputy(entry, id, register);
        }
    }

    private static void requireDeputy(Entry entry, @Nullable UUID id, ExpertRegister register) {
        ExpertRow deputy = register.find(entry.deputy())
                .filter(row -> row.ended() == null && !row.id().equals(id))
                .orElseThrow(() -> Refusal.invalid("expert.deputy", "deputy"));
        List<String> disciplines = entry.disciplines();
        if (Collections.disjoint(disciplines, deputy.entry().disciplines())) {
            throw Refusal.invalid(
                    "expert.deputy/discipline", "deputy", deputy.entry().disciplines(), disciplines);
        }
    }
}
