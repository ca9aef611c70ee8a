package city.pishkhan.post.internal;

import city.pishkhan.rest.RestConnection;
import city.pishkhan.rest.RestPartner;
import city.pishkhan.rest.RestPartnerRegister;
import city.pishkhan.rest.RestReply;
import city.pishkhan.spi.PartnerContract;
import city.pishkhan.spi.PartnerText;
import city.pishkhan.spi.PostalService;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The postal service, with a REST interface at {@code url}. Ids are those of the orders; times are UTC (ISO 8601):
 *
 * <pre>
 * POST   {url}/orders       {"id", "kind", "grams", "from", "to": {"name", "address", "postalCode"} or {"office"}}
 *   200, 201                {"tracking"}: the same for the same id
 *   409                     {"code": "duplicate", "tracking"}: was ordered before; counts as success
 *   400, 422                {"code", "detail"}: refused permanently
 * GET    {url}/orders/{id}
 *   200                     {"tracking", "events": [{"step", "at", "place"}], "receipt": {"receiver", "reference"}}
 *   404                     {"code": "unknown"}
 * DELETE {url}/orders/{id}
 *   200                     {"cancelled": true}
 *   409                     {"code": "on-the-way"}
 *   404                     {"code": "unknown"}
 * </pre>
 */
@PartnerContract(
        name = "post",
        edition = "1.0",
        title = "Letters by post",
        file = "city/pishkhan/post/contract/post.openapi.json")
@Component(
        service = PostalService.class,
        configurationPid = "city.pishkhan.post",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = RestPost.Config.class)
public final class RestPost implements PostalService {
    private static final String ORDERS = "/orders";
    private static final Pattern TRACKING = Pattern.compile("[A-Za-z0-9-]{4,40}");
    private static final int MOST_EVENTS = 200;
    private static final int LONGEST_NAME = 200;

    /** Configuration of the connector, PID {@code city.pishkhan.post}. */
    @ObjectClassDefinition(name = "Pishkhan post")
    public @interface Config {

        @AttributeDefinition(description = "short name for logs and lists")
        String post() default "post";
    }

    private final String name;
    private final RestPartner post;

    @Activate
    public RestPost(Config config, RestConnection connection, @Reference RestPartnerRegister partners) {
        this(config.post(), partners.create(config.post(), "the post", connection));
    }

    RestPost(String name, RestPartner post) {
        this.name = name;
        this.post = post;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String order(Letter letter) {
        RestReply reply = post.call("POST", ORDERS, letter.id(), toWire(letter));
        if (reply.status() > 299 && !(reply.status() == 409 && reply.code().equals("duplicate"))) {
            throw post.refused(reply);
        }
        return tracking(reply);
    }

    @Override
    public LetterProgress track(UUID id) {
        RestReply reply = post.call("GET", ORDERS + "/" + id, id, null);
        if (reply.status() > 299) {
            throw post.refused(reply);
        }
        List<Event> events = new ArrayList<>();
        JsonNode told = reply.body().path("events");
        if (told.isEmpty() || told.size() > MOST_EVENTS) {
            throw post.invalidReply("a letter must have 1 to " + MOST_EVENTS + " events");
        }
        told.forEach(event -> events.add(event(event)));
        JsonNode receipt = reply.body().path("receipt");
        return new LetterProgress(
                tracking(reply),
                events,
                receipt.isObject() ? new Receipt(word(receipt, "receiver"), word(receipt, "reference")) : null);
    }

    @Override
    public boolean cancel(UUID id) {
        RestReply reply = post.call("DELETE", ORDERS + "/" + id, id, null);
        if (reply.status() == 409 && reply.code().equals("on-the-way")) {
            return false;
        }
        if (reply.status() > 299) {
            throw post.refused(reply);
        }
        return true;
    }

    private static ObjectNode toWire(Letter letter) {
        ObjectNode order = JsonNodeFactory.instance
                .objectNode()
                .put("id", letter.id().toString())
                .put("kind", letter.kind())
                .put("grams", letter.grams())
                .put("from", letter.from());
        ObjectNode to = order.putObject("to");
        if (letter.to() instanceof Recipient.Home home) {
            to.put("name", home.name()).put("address", home.address()).put("postalCode", home.postalCode());
        } else if (letter.to() instanceof Recipient.Office office) {
            to.put("office", office.code());
        }
        return order;
    }

    private String tracking(RestReply reply) {
        String tracking = reply.text("tracking");
        if (!TRACKING.matcher(tracking).matches()) {
            throw post.invalidReply("the reply has no tracking number");
        }
        return tracking;
    }

    private Event event(JsonNode event) {
        try {
            Step step = Step.valueOf(
                    event.path("step").asText().toUpperCase(Locale.ROOT).replace('-', '_'));
            String place = event.path("place").textValue();
            return new Event(
                    step, Instant.parse(event.path("at").asText()), place == null ? null : PartnerText.sanitize(place));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw post.invalidReply("an unknown event");
        }
    }

    private static String word(JsonNode object, String member) {
        String text = object.path(member).textValue();
        return text == null || text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME);
    }
}
