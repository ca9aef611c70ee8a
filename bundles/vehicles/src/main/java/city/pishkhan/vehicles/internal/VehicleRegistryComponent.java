package city.pishkhan.vehicles.internal;

import city.pishkhan.platform.secrets.Secrets;
import city.pishkhan.rest.Breaker;
import city.pishkhan.rest.RestPartner;
import city.pishkhan.spi.VehicleRecord;
import city.pishkhan.spi.VehicleRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The vehicle registry of {@code etc/city.pishkhan.vehicles.cfg}. */
@Component(
        service = VehicleRegistry.class,
        configurationPid = "city.pishkhan.vehicles",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = VehicleRegistryComponent.Config.class)
public final class VehicleRegistryComponent implements VehicleRegistry {

    /** Where the registry is. */
    @ObjectClassDefinition(name = "Pishkhan vehicle registry")
    public @interface Config {

        @AttributeDefinition(description = "address above /vehicles and /settlements")
        String url();

        @AttributeDefinition(
                type = AttributeType.PASSWORD,
                description = "bearer token, env:NAME or file:/path; empty = none")
        String token() default "";

        @AttributeDefinition(description = "milliseconds until a connection must stand")
        int connectTimeoutMs() default 2_000;

        @AttributeDefinition(description = "milliseconds to wait for the whole reply")
        int receiveTimeoutMs() default 10_000;

        @AttributeDefinition(description = "bytes that a reply may have")
        int maxReplyBytes() default 65_536;

        @AttributeDefinition(description = "failures in a row after which the registry is left alone for a while")
        int breakerFailures() default 5;

        @AttributeDefinition(description = "seconds of the first such while; doubled with each further failure")
        int breakerSeconds() default 2;

        @AttributeDefinition(description = "seconds of it at most")
        int breakerMostSeconds() default 60;
    }

    private final VehicleRegistry registry;

    @Activate
    public VehicleRegistryComponent(Config config) {
        registry = new RestVehicleRegistry(new RestPartner(
                new RestPartner.Settings(
                        "vehicle registry",
                        RestPartner.address("the vehicle registry", config.url()),
                        config.token().isEmpty() ? "" : Secrets.resolve(config.token()),
                        Duration.ofMillis(config.connectTimeoutMs()),
                        Duration.ofMillis(config.receiveTimeoutMs()),
                        config.maxReplyBytes()),
                new Breaker(
                        Clock.systemUTC(),
                        config.breakerFailures(),
                        Duration.ofSeconds(config.breakerSeconds()),
                        Duration.ofSeconds(config.breakerMostSeconds()))));
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
    public String settled(UUID id, String plate, int year) {
        return registry.settled(id, plate, year);
    }
}
