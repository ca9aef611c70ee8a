package city.pishkhan.cases.internal.rules;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.Refusal.Violation;
import city.pishkhan.api.cases.Cases.Part;
import city.pishkhan.api.cases.Cases.Request;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.messages.NullContract;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Technical limits of a building request, independent of the city's rules. */
public final class BuildingCheck {
    private static final int MOST_FLOORS = Request.MAX_FLOORS;
    private static final int MOST_PARTS = Request.MAX_PARTS;
    private static final long LARGEST_AREA = Part.MAX_AREA;
    private static final int MOST_UNITS = Part.MAX_UNITS;
    private static final int LONGEST_SHOWN = 40;

    private BuildingCheck() {}

    /** @throws Refusal CONFLICT {@code case.no-building} if the procedure is not about a building */
    public static void requireBuilding(Procedure procedure) {
        if (!procedure.hasBuildingRequest()) {
            throw Refusal.conflict("case.no-building");
        }
    }

    /**
     * @throws Refusal INVALID with all violations if the request has no parts, too many parts, or a part without a
     *     use, because such a request cannot be converted to facts
     */
    static void requireShape(Request request) {
        boolean shaped = !request.parts().isEmpty()
                && request.parts().size() <= MOST_PARTS
                && request.parts().stream().allMatch(part -> part.use() != null);
        if (!shaped) {
            List<Violation> violated = violated(request);
            throw Refusal.violated(violated.get(0).rule(), violated);
        }
    }

    /** All technical limits that the request violates. */
    static List<Violation> violated(Request request) {
        List<Violation> violated = new ArrayList<>();
        if (request.floors() < 1 || request.floors() > MOST_FLOORS) {
            violated.add(Refusal.violation(
                    "request.floors",
                    "request.floors",
                    String.valueOf(request.floors()),
                    "1-" + MOST_FLOORS,
                    MOST_FLOORS));
        }
        int parts = request.parts().size();
        if (parts == 0 || parts > MOST_PARTS) {
            violated.add(Refusal.violation(
                    "request.parts", "request.parts", String.valueOf(parts), "1-" + MOST_PARTS, MOST_PARTS));
        }
        for (int i = 0; i < Math.min(parts, MOST_PARTS); i++) {
            checkPart(request.parts().get(i), "request.parts[" + i + "]", violated);
        }
        return violated;
    }

    private static void checkPart(Part part, String field, List<Violation> violated) {
        if (part.use() == null || !part.use().matches("[a-z][a-z0-9-]{0,39}")) {
            violated.add(Refusal.violation("request.use", field + ".use", shown(part.use()), null));
        }
        if (part.area() < 1 || part.area() > LARGEST_AREA) {
            violated.add(Refusal.violation(
                    "request.area", field + ".area", String.valueOf(part.area()), "1-" + LARGEST_AREA, LARGEST_AREA));
        }
        if (part.units() < 0 || part.units() > MOST_UNITS) {
            violated.add(Refusal.violation(
                    "request.units", field + ".units", String.valueOf(part.units()), "0-" + MOST_UNITS, MOST_UNITS));
        }
    }

    /** Shortens the value for display, because an invalid code may be any text. */
    @NullContract("!null -> !null")
    private static @Nullable String shown(@Nullable String use) {
        return use == null ? null : use.substring(0, Math.min(use.length(), LONGEST_SHOWN));
    }
}
