package city.pishkhan.procedures.internal.tables;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.operaton.bpm.engine.variable.Variables;
import org.operaton.bpm.engine.variable.context.VariableContext;
import org.operaton.bpm.engine.variable.value.TypedValue;

/**
 * The values that a table can access during one evaluation. Records every name that the engine requested and that has
 * no value.
 */
public final class TableFacts implements VariableContext {
    /** names that the FEEL engine requests for its own use, and that are therefore not reported as unknown */
    private static final Set<String> OWN = Set.of("?", "item", "partial", "inputVariableName", "cellInput");

    private final Map<String, ?> values;
    private final Set<String> unknown = new LinkedHashSet<>();

    public TableFacts(Map<String, ?> values) {
        this.values = values;
    }

    @Override
    public TypedValue resolve(String name) {
        return Variables.untypedValue(values.get(name));
    }

    @Override
    public boolean containsVariable(String name) {
        boolean known = values.containsKey(name);
        if (!known && !OWN.contains(name)) {
            unknown.add(name);
        }
        return known;
    }

    @Override
    public Set<String> keySet() {
        return Set.copyOf(values.keySet());
    }

    public Set<String> unknown() {
        return unknown;
    }
}
