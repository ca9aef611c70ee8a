package city.pishkhan.procedures.internal;

import city.pishkhan.api.rules.Procedures.Choice;
import city.pishkhan.messages.CodeNames;
import city.pishkhan.messages.Text;
import city.pishkhan.procedures.internal.compiled.CompiledRuleSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Provides the titles that the rules in force define for services, stages, agencies, papers, facts and disciplines to {@link CodeNames}.
 */
final class RuleNames {
    private final Map<String, Function<String, Optional<Text>>> kinds = new LinkedHashMap<>();
    private volatile @Nullable CompiledRuleSet rules;

    RuleNames() {
        kinds.put("service", code -> rules().procedure(code).map(p -> new Text(p.titleEn(), p.titleFa())));
        kinds.put("stage", code -> rules().procedures().values().stream()
                .flatMap(procedure -> procedure.stages().stream())
                .filter(stage -> stage.id().equals(code))
                .findFirst()
                .map(stage -> new Text(stage.titleEn(), stage.titleFa())));
        kinds.put("agency", code -> text(rules().vocabulary().words().get(code)));
        kinds.put("word", code -> text(rules().vocabulary().words().get(code)));
        kinds.put("paper", code -> text(rules().vocabulary().titles().get("paper." + code)));
        kinds.put("fact", code -> text(rules().vocabulary().titles().get("fact." + code)));
        kinds.put("discipline", code -> rules().vocabulary().disciplines().stream()
                .filter(discipline -> discipline.code().equals(code))
                .findFirst()
                .flatMap(RuleNames::text));
    }

    private CompiledRuleSet rules() {
        return Objects.requireNonNull(rules, "names are registered with rules");
    }

    private static Optional<Text> text(@Nullable Choice choice) {
        return Optional.ofNullable(choice).map(c -> new Text(c.titleEn(), c.titleFa()));
    }

    void setInForce(CompiledRuleSet now) {
        boolean first = rules == null;
        rules = now;
        if (first) {
            kinds.forEach(CodeNames::provide);
        }
    }

    void end() {
        kinds.forEach(CodeNames::withdraw);
    }
}
