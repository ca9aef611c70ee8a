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
 * One case of the demo, as {@code etc/demo/cases.json} says.
 *
 * @param id     short name
 * @param title  for whoever reads along
 * @param floors storeys asked for
 * @param parts  what is to be built, by share of the floor area
 * @param twist  what goes otherwise than usual
 * @param growsTo storeys asked for later; only with {@link Twist#GROWN_PLAN}
 * @param expect what must come of it
 */
public record PermitScene(
        String id, String title, int floors, List<Part> parts, Twist twist, int growsTo, Expect expect) {

    /** @param share percent of the whole floor area */
    record Part(String use, int share) {}

    /** What goes otherwise than usual. */
    enum Twist {
        @JsonProperty("none")
        NONE,
        /** the fire department rejects */
        @JsonProperty("fire-rejects")
        FIRE_REJECTS,
        /** the sheet filed as deed is none; the district sends the case back for it */
        @JsonProperty("missing-deed")
        MISSING_DEED,
        /** more storeys are asked for when all agencies have approved */
        @JsonProperty("grown-plan")
        GROWN_PLAN,
        /** the gas company is down, and the hub is started anew meanwhile */
        @JsonProperty("gas-down")
        GAS_DOWN
    }

    /**
     * @param state      {@code approved} or {@code refused}
     * @param asked      exactly these agencies
     * @param conditions agencies that set conditions
     * @param because    agency to the rule that asked it
     * @param superseded agencies whose first inquiry is void
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

    /** Storeys that the property must allow. */
    int mostFloors() {
        return Math.max(floors, growsTo);
    }

    /** Whether it may stand on this plot. */
    public boolean fits(Plot plot) {
        return plot.floors() >= mostFloors()
                && plot.buildable() >= 100L * mostFloors()
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
