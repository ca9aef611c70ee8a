package city.pishkhan.api.rules;

import city.pishkhan.api.rules.Procedures.Choice;
import city.pishkhan.api.rules.Procedures.Decision;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.identifiers.WorkingCalendar;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One immutable rule set. Everything in it is parsed once. */
public interface RuleSet {
    String hash();

    int number();

    Optional<Procedure> procedure(String service);

    /** The services that it has a procedure for. */
    Set<String> services();

    /**
     * Decides by one table.
     *
     * @param table name of the decision table, e.g. {@code building-permit-agencies}
     * @param facts names to strings, numbers (Long, Double, BigDecimal), booleans and lists of those
     */
    Decision decide(String table, Map<String, ?> facts);

    /** Names of the facts without all of which a table cannot decide. */
    Set<String> needs(String table);

    /** The working calendar by which this rule set counts time. */
    WorkingCalendar calendar();

    /**
     * Facts that somebody states, as tables know them.
     *
     * @param names what is to be stated, no more and no less
     * @param given names to texts, numbers, booleans and lists of those
     * @throws Refusal INVALID {@code fact.missing}, {@code fact.unknown} or {@code fact.value} with the fact at fault
     */
    Map<String, Object> stated(Collection<String> names, Map<String, ?> given);

    /**
     * Names of the facts that are personal, by these rules or by those in force: their values are sealed where they are kept, and masked as
     * people's names are.
     */
    Set<String> personal();

    /** What may be stated as a fact, in the order of the vocabulary; empty for a fact without such a list. */
    List<Choice> choices(String fact);

    /** The disciplines that experts have and stages may need, in the order of the vocabulary. */
    default List<Choice> disciplines() {
        return List.of();
    }

    /** Whether each sheet of that kind stays valid beside the others, instead of replacing the one before, e.g. photos. */
    boolean collected(String paper);

    /** Named numbers and lists of the rule set (thresholds, prices, permitted values), from its data files. */
    Map<String, Object> data(String name);
}
