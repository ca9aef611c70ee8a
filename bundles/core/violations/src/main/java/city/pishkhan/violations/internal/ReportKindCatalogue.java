package city.pishkhan.violations.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.ViolationReports.Kind;
import city.pishkhan.api.rules.Procedures;
import java.util.List;

/** Kinds of violations that can be reported: the choices of the fact {@code reported} in the rules in force. */
final class ReportKindCatalogue {
    private static final String FACT = "reported";

    private final Procedures procedures;

    ReportKindCatalogue(Procedures procedures) {
        this.procedures = procedures;
    }

    List<Kind> all() {
        return procedures.inForce().choices(FACT).stream()
                .map(choice -> new Kind(choice.code(), choice.titleEn(), choice.titleFa()))
                .toList();
    }

    /** Returns the kind with the code; a code that the rules no longer contain serves as its own title. */
    Kind get(String code) {
        return all().stream()
                .filter(kind -> kind.code().equals(code))
                .findFirst()
                .orElse(new Kind(code, code, code));
    }

    /** @throws Refusal {@code INVALID} with all known codes */
    Kind validate(String code) {
        String clean = code == null ? "" : code.strip();
        List<Kind> all = all();
        return all.stream()
                .filter(kind -> kind.code().equals(clean))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> codes = all.stream().map(Kind::code).toList();
                    return Refusal.invalid("value.unknown", "kind", codes);
                });
    }
}
