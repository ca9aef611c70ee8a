package city.pishkhan.shell.upkeep;

import city.pishkhan.api.deployment.Deployments.Entry;
import city.pishkhan.api.deployment.Deployments.Plan;
import city.pishkhan.messages.Text;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Formats deployments as one line of JSON, for scripts. */
final class DeploymentOutput {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DeploymentOutput() {}

    static String json(Map<String, ?> values) {
        try {
            return JSON.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, Object> of(Plan plan) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("kind", code(plan.kind()));
        values.put("name", plan.name());
        values.put("sha256", plan.sha256());
        values.put("before", plan.before());
        values.put("possible", plan.problems().isEmpty());
        values.put("problems", plan.problems().stream().map(Text::english).toList());
        values.put("warnings", plan.warnings().stream().map(Text::english).toList());
        values.put("restarted", plan.restarted());
        values.put("contexts", plan.contexts());
        values.put("doors", plan.doors());
        values.put("agencies", plan.agencies());
        return values;
    }

    static Map<String, Object> of(Entry entry) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("at", entry.at().toString());
        values.put("by", entry.by());
        values.put("kind", code(entry.kind()));
        values.put("name", entry.name());
        values.put("sha256", entry.sha256());
        values.put("before", entry.before());
        values.put("effect", code(entry.effect()));
        values.put("cause", entry.cause());
        values.put("restarted", entry.restarted());
        values.put("millis", entry.millis());
        values.put("outageMillis", entry.outageMillis());
        values.put("rollbackMillis", entry.rollbackMillis());
        values.put("leftBehind", entry.leftBehind());
        return values;
    }

    static String code(Enum<?> of) {
        return of.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
