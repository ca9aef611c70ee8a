package city.pishkhan.deliveries.internal;

import city.pishkhan.api.certificates.Deliveries.Step;
import city.pishkhan.spi.PostalService.Event;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Converts the tracking steps of a letter to and from JSON. */
final class TrackingSteps {
    private static final JsonMapper JSON = new JsonMapper();

    private TrackingSteps() {}

    static String write(List<Event> events) {
        ArrayNode steps = JsonNodeFactory.instance.arrayNode();
        events.forEach(event -> steps.addObject()
                .put("step", event.step().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("at", event.at().toString())
                .put("place", event.place()));
        return steps.toString();
    }

    static List<Step> read(String stored) {
        try {
            List<Step> steps = new ArrayList<>();
            for (JsonNode step : JSON.readTree(stored)) {
                steps.add(new Step(
                        step.path("step").asText(),
                        Instant.parse(step.path("at").asText()),
                        step.path("place").textValue()));
            }
            return steps;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the tracking steps of a delivery are not valid JSON", e);
        }
    }
}
