package city.pishkhan.routes.visitor.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.messages.CodeNames;
import city.pishkhan.messages.Text;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Names by code of the agencies that the procedures in force require; empty while no rules are in force. */
final class RequiredAgencyNames implements Supplier<Map<String, Text>> {
    private final Procedures procedures;

    RequiredAgencyNames(Procedures procedures) {
        this.procedures = procedures;
    }

    @Override
    public Map<String, Text> get() {
        RuleSet rules;
        try {
            rules = procedures.inForce();
        } catch (Refusal e) {
            return Map.of();
        }
        return rules.services().stream()
                .map(rules::procedure)
                .flatMap(Optional::stream)
                .flatMap(procedure -> procedure.stages().stream())
                .flatMap(stage -> stage.agencies().keySet().stream())
                .distinct()
                .collect(Collectors.toMap(
                        Function.identity(),
                        agency -> CodeNames.nameOrCode("agency", agency),
                        (one, other) -> one,
                        TreeMap::new));
    }
}
