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
import org.jspecify.annotations.Nullable;

/** One immutable rule set, fully parsed. */
public interface RuleSet {
    /** Hash that identifies the rule set. */
    String hash();

    /** Consecutive number of the rule set, as in {@link Procedures.Version}. */
    int number();

    /** The procedure of a service; empty if the rule set does not contain it. */
    Optional<Procedure> procedure(String service);

    /** Services with a procedure. */
    Set<String> services();

    /**
     * Evaluates a decision table.
     *
     * @param table name of the decision table, e.g. {@code building-permit-agencies}
     * @param facts facts by name: strings, numbers (Long, Double, BigDecimal), booleans and lists of these
     */
    Decision decide(String table, Map<String, ?> facts);

    /** Names of the facts that a table requires. */
    Set<String> requiredFacts(String table);

    /** The working calendar of this rule set. */
    WorkingCalendar calendar();

    /**
     * Converts stated facts to the types of the tables.
     *
     * @param names names of exactly the facts to be stated
     * @param given facts by name: texts, numbers, booleans and lists of these
     * @throws Refusal INVALID {@code fact.missing}, {@code fact.unknown} or {@code fact.value} with the invalid fact
     */
    Map<String, Object> convertStated(@Nullable Collection<String> names, Map<String, ?> given);

    /**
     * Names of the personal facts, by these rules or by those in force. Their values are sealed in storage, and masked like names
     * of persons.
     */
    Set<String> personal();

    /** Permitted values of a fact, in the order of the vocabulary; empty for a fact without a list of values. */
    List<Choice> choices(String fact);

    /** Disciplines of experts that stages may require, in the order of the vocabulary. */
    default List<Choice> disciplines() {
        return List.of();
    }

    /** Returns {@code true} if all sheets of that kind stay valid, e.g. photos; otherwise a new sheet replaces the previous one. */
    boolean isCollected(String paper);

    /** Named numbers and lists from the rule set's data files (thresholds, prices, permitted values). */
    Map<String, Object> data(String name);
}
