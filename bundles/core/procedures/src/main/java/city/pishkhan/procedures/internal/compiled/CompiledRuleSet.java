package city.pishkhan.procedures.internal.compiled;

import city.pishkhan.api.rules.Procedures.Choice;
import city.pishkhan.api.rules.Procedures.Decision;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.identifiers.WorkingCalendar;
import city.pishkhan.procedures.internal.tables.PersonalFacts;
import city.pishkhan.procedures.internal.tables.Table;
import city.pishkhan.procedures.internal.tables.Vocabulary;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A rule set that can evaluate its tables.
 *
 * @param procedures procedures by service
 * @param tables decision tables by name
 * @param data data by name
 */
public record CompiledRuleSet(
        String hash,
        int number,
        Map<String, Procedure> procedures,
        Map<String, Table> tables,
        Map<String, Map<String, Object>> data,
        Vocabulary vocabulary,
        WorkingCalendar calendar,
        PersonalFacts personalFacts)
        implements RuleSet {

    public CompiledRuleSet {
        procedures = Map.copyOf(procedures);
        tables = Map.copyOf(tables);
        data = Map.copyOf(data);
    }

    @Override
    public Optional<Procedure> procedure(String service) {
        return Optional.ofNullable(procedures.get(service));
    }

    @Override
    public Set<String> services() {
        return procedures.keySet();
    }

    @Override
    public Decision decide(String table, Map<String, ?> facts) {
        return table(table).decide(facts);
    }

    @Override
    public Set<String> requiredFacts(String table) {
        return table(table).requiredNames();
    }

    private Table table(String name) {
        Table found = tables.get(name);
        if (found == null) {
            throw new IllegalArgumentException("The rule set has no table " + name);
        }
        return found;
    }

    @Override
    public Map<String, Object> convertStated(Collection<String> names, Map<String, ?> given) {
        return vocabulary.stated(names, given);
    }

    @Override
    public Set<String> personal() {
        return personalFacts.with(vocabulary.personal());
    }

    @Override
    public List<Choice> choices(String fact) {
        return vocabulary.choices(fact);
    }

    @Override
    public List<Choice> disciplines() {
        return vocabulary.disciplines();
    }

    @Override
    public boolean isCollected(String paper) {
        return vocabulary.collected().contains(paper);
    }

    @Override
    public Map<String, Object> data(String name) {
        Map<String, Object> found = data.get(name);
        if (found == null) {
            throw new IllegalArgumentException("The rule set has no data " + name);
        }
        return found;
    }
}
