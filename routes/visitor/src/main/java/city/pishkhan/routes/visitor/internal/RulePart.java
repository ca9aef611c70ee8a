package city.pishkhan.routes.visitor.internal;

import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.RuleTexts.Fact;
import city.pishkhan.api.rules.RuleTexts.Table;
import city.pishkhan.api.rules.RuleTexts.Text;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reduces a rule set to the parts that one procedure uses. */
final class RulePart {
    private RulePart() {}

    static Text of(Text text, String service) {
        List<Procedure> procedures = text.procedures().stream()
                .filter(p -> p.service().equals(service))
                .toList();
        Set<String> names = new HashSet<>();
        procedures.forEach(p -> p.stages().forEach(s -> names.add(s.table())));
        List<Table> tables =
                text.tables().stream().filter(t -> names.contains(t.name())).toList();
        Set<String> mentioned = new HashSet<>();
        tables.forEach(t -> mentioned.addAll(t.names()));
        procedures.forEach(p ->
                p.stages().forEach(s -> s.agencies().values().forEach(agency -> mentioned.addAll(agency.shows()))));
        List<Fact> facts =
                text.facts().stream().filter(f -> mentioned.contains(f.name())).toList();
        Map<String, Map<String, Object>> data = new TreeMap<>(text.data());
        data.keySet().retainAll(mentioned);
        return new Text(
                text.hash(),
                text.number(),
                procedures,
                tables,
                facts,
                text.papers(),
                text.words(),
                data,
                text.calendar(),
                text.files());
    }
}
