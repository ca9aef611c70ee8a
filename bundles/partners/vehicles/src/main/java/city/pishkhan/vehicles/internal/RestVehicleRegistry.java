package city.pishkhan.vehicles.internal;

import city.pishkhan.identifiers.InvalidIdentifier;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.PlateNumber;
import city.pishkhan.identifiers.Vin;
import city.pishkhan.rest.RestConnection;
import city.pishkhan.rest.RestPartner;
import city.pishkhan.rest.RestPartnerRegister;
import city.pishkhan.rest.RestReply;
import city.pishkhan.spi.PartnerContract;
import city.pishkhan.spi.PartnerText;
import city.pishkhan.spi.VehicleOwnership;
import city.pishkhan.spi.VehicleRecord;
import city.pishkhan.spi.VehicleRegistry;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/**
 * The vehicle registry configured in {@code etc/city.pishkhan.vehicles.cfg}, with a REST interface:
 *
 * <pre>
 * GET {url}/vehicles?plate=12ب14547   or ?vin=…
 *   200  {"plate", "vin", "model", "title", "fuel", "use", "modelYear", "paidThrough"}
 *   404  {"code": "unknown-vehicle"}
 * PUT {url}/settlements/{id}          {"plate", "throughYear"}
 *   200, 201 {"reference"}
 * POST {url}/ownership                {"plate", "nationalId"}, in the body, which proxies do not log
 *   200  {"owner": "owned" | "anothers" | "unknown", "name"}
 *   404, 422 {"code"}: vehicle or person unknown
 * </pre>
 *
 * A model year of 1700 or later is Gregorian and is converted to the Persian year that begins in it: 2015 becomes 1394.
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
        // short pauses of the circuit breaker, because a citizen waits at the counter
        property = {"breakerSeconds:Integer=2", "breakerMaxSeconds:Integer=60"})
public final class RestVehicleRegistry implements VehicleRegistry, VehicleOwnership {
    private static final String UNKNOWN = "unknown-vehicle";
    private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,79}");
    private static final int LONGEST_TITLE = 100;
    private static final int LONGEST_NAME = 200;
    private static final int FIRST_GREGORIAN = 1700;
    private static final int GREGORIAN_TO_PERSIAN = 621;
    private static final int FIRST_YEAR = 1300;
    private static final int LAST_YEAR = 1500;

    private final RestPartner registry;

    @Activate
    public RestVehicleRegistry(RestConnection connection, @Reference RestPartnerRegister partners) {
        this(partners.create("vehicles", "the vehicle registry", connection));
    }

    RestVehicleRegistry(RestPartner registry) {
        this.registry = registry;
    }

    @Override
    public Optional<VehicleRecord> byPlate(String plate) {
        return find("plate", plate).map(found -> {
            require(found.plate().equals(plate), "the reply is about another vehicle");
            return found;
        });
    }

    @Override
    public Optional<VehicleRecord> byVin(String vin) {
        return find("vin", vin).map(found -> {
            require(found.vin().equals(vin), "the reply is about another vehicle");
            return found;
        });
    }

    private Optional<VehicleRecord> find(String by, String value) {
        RestReply reply = registry.call(
                "GET", "/vehicles?" + by + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8), null, null);
        if (reply.status() == 404 && reply.code().equals(UNKNOWN)) {
            return Optional.empty();
        }
        if (reply.status() != 200) {
            throw registry.invalidReply(PartnerText.sanitize(reply.code()));
        }
        return Optional.of(record(reply.body()));
    }

    private VehicleRecord record(JsonNode answer) {
        try {
            String title = answer.path("title").asText("").strip();
            require(
                    !title.isEmpty() && title.length() <= LONGEST_TITLE,
                    "title must have 1 to " + LONGEST_TITLE + " characters");
            return new VehicleRecord(
                    PlateNumber.parse(answer.path("plate").asText()).value(),
                    Vin.parse(answer.path("vin").asText()).value(),
                    code(answer, "model"),
                    title,
                    code(answer, "fuel"),
                    code(answer, "use"),
                    year(answer, "modelYear"),
                    year(answer, "paidThrough"));
        } catch (InvalidIdentifier e) {
            throw registry.invalidReply(e.getMessage());
        }
    }

    private String code(JsonNode answer, String field) {
        String code = answer.path(field).asText("");
        require(CODE.matcher(code).matches(), field + " is not a valid code");
        return code;
    }

    private int year(JsonNode answer, String field) {
        JsonNode value = answer.path(field);
        require(value.canConvertToInt() && value.isIntegralNumber(), field + " is not a valid year");
        int year = value.intValue();
        int persian = year >= FIRST_GREGORIAN ? year - GREGORIAN_TO_PERSIAN : year;
        require(persian >= FIRST_YEAR && persian <= LAST_YEAR, field + " is not a valid year");
        return persian;
    }

    @Override
    public Optional<Owner> owner(String nationalId, String plate) {
        RestReply reply = registry.call(
                "POST",
                "/ownership",
                null,
                JsonNodeFactory.instance.objectNode().put("plate", plate).put("nationalId", nationalId));
        if (reply.status() > 299) {
            return Optional.empty();
        }
        return switch (reply.text("owner")) {
            case "owned" -> Optional.of(new Owner(name(reply.body())));
            case "anothers", "unknown" -> Optional.empty();
            default -> throw registry.invalidReply("an unknown value of owner");
        };
    }

    private String name(JsonNode answer) {
        String name = PersianText.normalise(answer.path("name").asText("")).strip();
        require(
                !name.isEmpty() && name.length() <= LONGEST_NAME,
                "name must have 1 to " + LONGEST_NAME + " characters");
        return name;
    }

    private void require(boolean valid, String violation) {
        if (!valid) {
            throw registry.invalidReply(violation);
        }
    }

    @Override
    public String reportDutyPaid(UUID id, String plate, int year) {
        RestReply reply = registry.call(
                "PUT",
                "/settlements/" + id,
                id,
                JsonNodeFactory.instance.objectNode().put("plate", plate).put("throughYear", year));
        if (reply.status() != 200 && reply.status() != 201) {
            throw registry.refused(reply);
        }
        return reply.body().path("reference").textValue();
    }
}
