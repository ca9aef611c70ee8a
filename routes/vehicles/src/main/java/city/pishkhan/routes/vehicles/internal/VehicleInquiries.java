package city.pishkhan.routes.vehicles.internal;

import city.pishkhan.messages.Messages;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.PartnerRefused;
import city.pishkhan.spi.VehicleRecord;
import city.pishkhan.spi.VehicleRegistry;
import city.pishkhan.spi.Verdict;
import java.util.Map;

/** Answers inquiries from the data of the vehicle registry. */
public final class VehicleInquiries {
    private static final Messages MESSAGES = Messages.of(VehicleInquiries.class);

    private final VehicleRegistry registry;

    public VehicleInquiries(VehicleRegistry registry) {
        this.registry = registry;
    }

    /**
     * Returns the registry's record of a vehicle.
     *
     * @throws city.pishkhan.spi.PartnerUnavailable if the registry cannot be reached
     */
    public Answer lookUp(Inquiry inquiry) {
        String plate = fact(inquiry, "plate", String.class);
        return registry.byPlate(plate)
                .map(found -> Answer.data(inquiry, facts(found)))
                .orElseGet(() -> Answer.of(
                        inquiry, Verdict.REJECT, MESSAGES.bilingual("vehicle-inquiries.unknown", plate), null));
    }

    /**
     * Notifies the registry that a vehicle's duty is paid.
     * @throws city.pishkhan.spi.PartnerUnavailable if the registry cannot be reached
     */
    public Answer settle(Inquiry inquiry) {
        String plate = fact(inquiry, "plate", String.class);
        int year = fact(inquiry, "year", Number.class).intValue();
        try {
            return Answer.of(inquiry, Verdict.APPROVE, null, registry.reportDutyPaid(inquiry.id(), plate, year));
        } catch (PartnerRefused e) {
            return Answer.of(inquiry, Verdict.REJECT, e.getMessage(), null);
        }
    }

    private static <T> T fact(Inquiry inquiry, String name, Class<T> type) {
        Object value = inquiry.facts().get(name);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("Inquiry " + inquiry.id() + " contains no " + name);
        }
        return type.cast(value);
    }

    private static Map<String, Object> facts(VehicleRecord found) {
        return Map.of(
                "vin", found.vin(),
                "vehicleModel", found.model(),
                "vehicleTitle", found.title(),
                "vehicleFuel", found.fuel(),
                "vehicleUse", found.use(),
                "modelYear", (long) found.modelYear(),
                "paidThrough", (long) found.paidThrough());
    }
}
