package city.pishkhan.routes.office.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.PlateNumber;
import city.pishkhan.identifiers.RenovationCode;
import city.pishkhan.identifiers.Vin;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.PlanOrder;
import city.pishkhan.spi.PlanningSystem;
import city.pishkhan.spi.VehicleRecord;
import city.pishkhan.spi.VehicleRegistry;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks up properties and vehicles before a case is opened for them. Runs without a transaction. */
final class SubjectLookup {
    private static final int VIN_LENGTH = 17;

    private final Supplier<PlanningSystem> planning;

    private final Supplier<VehicleRegistry> vehicles;

    /** Creates the look-up. Each supplier returns {@code null} while its system is unavailable. */
    SubjectLookup(Supplier<PlanningSystem> planning, Supplier<VehicleRegistry> vehicles) {
        this.planning = planning;
        this.vehicles = vehicles;
    }

    /** Parses a subject to its canonical form: a plate if it contains a letter, otherwise a renovation code. */
    static String parse(@Nullable String given) {
        return given != null && isPlate(given)
                ? FieldCheck.identifier("subject", given, PlateNumber::parse).value()
                : FieldCheck.identifier("subject", given, RenovationCode::parse).value();
    }

    /**
     * Returns whether a subject is a vehicle's plate and not a property's renovation code.
     *
     * @param subject plate or renovation code; only a plate contains a letter
     */
    static boolean isPlate(String subject) {
        return subject.codePoints().anyMatch(Character::isLetter);
    }

    /**
     * Data of other systems about a subject.
     * @param owners national or legal-person IDs; empty for vehicles
     * @param facts  facts that are checked against limits
     */
    record Found(List<String> owners, Map<String, Object> facts) {}

    /**
     * Returns a property's owners and plan order, or checks that a vehicle exists.
     * @param subject canonical form
     * @throws Refusal INVALID {@code property.unknown} or {@code vehicle.unknown}, or UNAVAILABLE
     */
    Found find(String subject) {
        if (isPlate(subject)) {
            lookUpVehicle("subject", subject);
            return new Found(List.of(), Map.of());
        }
        PlanOrder order = lookUpPlanOrder("subject", subject);
        return new Found(order.owners(), order.facts());
    }

    /**
     * Looks up a vehicle.
     *
     * @param given plate or VIN
     * @throws Refusal as {@link #find}
     */
    VehicleRecord lookUpVehicle(String field, @Nullable String given) {
        VehicleRegistry now = vehicles.get();
        if (now == null) {
            throw unavailable("vehicles.unavailable", null);
        }
        String clean = PersianText.normalise(given == null ? "" : given).strip();
        boolean vin = clean.length() == VIN_LENGTH;
        try {
            return (vin
                            ? now.byVin(FieldCheck.identifier(field, clean, Vin::parse)
                                    .value())
                            : now.byPlate(FieldCheck.identifier(field, clean, PlateNumber::parse)
                                    .value()))
                    .orElseThrow(() -> Refusal.invalid(vin ? "vehicle.unknown/vin" : "vehicle.unknown", field, clean));
        } catch (PartnerUnavailable e) {
            throw unavailable("vehicles.unavailable", e);
        }
    }

    /**
     * Looks up the plan order of a property.
     *
     * @param given renovation code
     * @throws Refusal as {@link #find}
     */
    PlanOrder lookUpPlanOrder(String field, @Nullable String given) {
        String renovationCode = FieldCheck.identifier(field, given == null ? "" : given, RenovationCode::parse)
                .value();
        PlanningSystem now = planning.get();
        if (now == null) {
            throw unavailable("planning.unavailable", null);
        }
        try {
            return now.planOrder(renovationCode)
                    .orElseThrow(() -> Refusal.invalid("property.unknown", field, renovationCode));
        } catch (PartnerUnavailable e) {
            throw unavailable("planning.unavailable", e);
        }
    }

    private static Refusal unavailable(String code, @Nullable PartnerUnavailable cause) {
        Refusal refusal = Refusal.of(Refusal.Kind.UNAVAILABLE, code, null);
        if (cause != null) {
            refusal.initCause(cause);
        }
        return refusal;
    }
}
