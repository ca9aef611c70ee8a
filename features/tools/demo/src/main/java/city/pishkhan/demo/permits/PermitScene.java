package city.pishkhan.demo.permits;

import city.pishkhan.testkit.client.HubClient;
import city.pishkhan.testkit.plots.Plot;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One case of the demo, read from {@code etc/demo/cases.json}.
 *
 * @param id       short name
 * @param title    title for readers
 * @param floors   requested storeys
 * @param parts    requested uses by share of the floor area
 * @param twist    deviation from the usual course
 * @param growsTo  storeys requested later; only with {@link Twist#GROWN_PLAN}
 * @param expect   expected outcome
 */
public record PermitScene(
        String id, String title, int floors, List<Part> parts, Twist twist, int growsTo, Expect expect) {

    /**
     * A use of the building.
     *
     * @param use   use, e.g. {@code residential}
     * @param share percent of the whole floor area
     */
    record Part(String use, int share) {}

    /** Deviations from the usual course of a case. */
    enum Twist {
        @JsonProperty("none")
        NONE,
        /** The fire department rejects. */
        @JsonProperty("fire-rejects")
        FIRE_REJECTS,
        /** The sheet that is filed as the deed is another paper, so the district sends the case back. */
        @JsonProperty("missing-deed")
        MISSING_DEED,
        /** The owner requests more storeys after all agencies have approved. */
        @JsonProperty("grown-plan")
        GROWN_PLAN,
        /** The gas company's system is down, and the hub is restarted during this time. */
        @JsonProperty("gas-down")
        GAS_DOWN
    }

    /**
     * The expected outcome.
     *
     * @param state      {@code approved} or {@code refused}
     * @param asked      exactly the agencies that get an inquiry
     * @param conditions agencies that set conditions
     * @param because    rule that caused the inquiry, by agency
     * @param superseded agencies whose first inquiry is superseded
     */
    public record Expect(
            String state,
            Set<String> asked,
            Set<String> conditions,
            Map<String, String> because,
            Set<String> superseded) {
        public Expect {
            conditions = conditions == null ? Set.of() : conditions;
            because = because == null ? Map.of() : because;
            superseded = superseded == null ? Set.of() : superseded;
        }
    }

    public PermitScene {
        twist = twist == null ? Twist.NONE : twist;
    }

    /** Returns the number of storeys that the property must allow. */
    int requiredFloors() {
        return Math.max(floors, growsTo);
    }

    /** Returns whether the requested building is allowed on a plot. */
    public boolean isSuitable(Plot plot) {
        return plot.floors() >= requiredFloors()
                && plot.buildable() >= 100L * requiredFloors()
                && parts.stream().allMatch(part -> plot.uses().contains(part.use()));
    }

    public static List<PermitScene> read(Path file) {
        try {
            return HubClient.JSON.readValue(file.toFile(), new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
