package city.pishkhan.vehicles.internal;

import city.pishkhan.rest.RestConnection;
import city.pishkhan.rest.RestPartnerRegister;
import city.pishkhan.spi.PartnerContract;
import city.pishkhan.spi.VehicleOwnership;
import city.pishkhan.spi.VehicleRecord;
import city.pishkhan.spi.VehicleRegistry;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/**
 * The vehicle registry configured in {@code etc/city.pishkhan.vehicles.cfg}; its address is the base of {@code /vehicles},
 * {@code /settlements} and {@code /ownership}.
 */
@PartnerContract(
        name = "vehicles",
        edition = "1.1",
        title = "The vehicle registry",
        file = "city/pishkhan/vehicles/contract/vehicles.openapi.json")
@Component(
        service = {VehicleRegistry.class, VehicleOwnership.class},
        configurationPid = "city.pishkhan.vehicles",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        // short pauses, because a citizen waits at the counter
        property = {"breakerSeconds:Integer=2", "breakerMostSeconds:Integer=60"})
public final class VehicleRegistryComponent implements VehicleRegistry, VehicleOwnership {

    private final RestVehicleRegistry registry;

    @Activate
    public VehicleRegistryComponent(RestConnection connection, @Reference RestPartnerRegister partners) {
        registry = new RestVehicleRegistry(partners.of("vehicles", "the vehicle registry", connection));
    }

    @Override
    public Optional<VehicleRecord> byPlate(String plate) {
        return registry.byPlate(plate);
    }

    @Override
    public Optional<VehicleRecord> byVin(String vin) {
        return registry.byVin(vin);
    }

    @Override
    public Optional<Owner> owner(String nationalId, String plate) {
        return registry.owner(nationalId, plate);
    }

    @Override
    public String settled(UUID id, String plate, int year) {
        return registry.settled(id, plate, year);
    }
}
