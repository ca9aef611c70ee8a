package city.pishkhan.camel.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Options of an endpoint, as written in a route and in the catalog entry that the build generates. */
class EndpointOptionsTest {
    private static final String ENTRY = "META-INF/city/pishkhan/camel/internal/pishkhan.json";
    private static final String DISCOVERY = "META-INF/services/org/apache/camel/";

    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        context.addComponent("pishkhan", new PishkhanComponent(new FakeInquiries(), null, new RunningDispatchers()));
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private PishkhanEndpoint endpoint(String uri) {
        return context.getEndpoint(uri, PishkhanEndpoint.class);
    }

    private String refusal(String uri) {
        Throwable refused = assertThrows(ResolveEndpointFailedException.class, () -> endpoint(uri));
        return Stream.iterate(refused, cause -> cause != null, Throwable::getCause)
                .map(Throwable::getMessage)
                .collect(Collectors.joining("\n"));
    }

    @Test
    void setsGivenOptionsAndKeepsDefaults() {
        PishkhanEndpoint inquiries = endpoint("pishkhan:inquiries?agency=fire&consumers=64&perSecond=9");
        assertEquals("inquiries", inquiries.getChannel());
        assertEquals("fire", inquiries.getAgency());
        assertEquals(64, inquiries.getConsumers());
        assertEquals(9, inquiries.getPerSecond());
        assertEquals(60, inquiries.getAskAgainSeconds());
        assertEquals("payment", endpoint("pishkhan:work?queue=payment").getQueue());
        assertEquals(4, endpoint("pishkhan:work?queue=payment").getConsumers());
        assertEquals(0, endpoint("pishkhan:answers?askAgainSeconds=0").getAskAgainSeconds());
    }

    @Test
    void resolvesPlaceholders() {
        Properties properties = new Properties();
        properties.put("who", "water");
        context.getPropertiesComponent().setInitialProperties(properties);
        assertEquals("water", endpoint("pishkhan:notices?agency={{who}}").getAgency());
    }

    @Test
    void rejectsUnknownOption() {
        String message = refusal("pishkhan:inquiries?agency=fire&agncy=water");
        assertTrue(message.contains("There are 1 parameters that couldn't be set on the endpoint"), message);
        assertTrue(message.contains("Unknown parameters=[{agncy=water}]"), message);
    }

    @Test
    void rejectsInvalidOptions() {
        assertTrue(
                refusal("pishkhan:questions?agency=fire").contains("channels are inquiries, answers, notices, work"));
        assertTrue(refusal("pishkhan:inquiries").contains("needs agency=<name>"));
        assertTrue(refusal("pishkhan:notices?agency=F_ire").contains("needs agency=<name>"));
        assertTrue(refusal("pishkhan:work?agency=fire").contains("needs queue=<name>"));
        assertTrue(refusal("pishkhan:inquiries?agency=fire&consumers=0").contains("consumers must be 1 to 64"));
        assertTrue(refusal("pishkhan:inquiries?agency=fire&consumers=65").contains("consumers must be 1 to 64"));
        assertTrue(refusal("pishkhan:inquiries?agency=fire&perSecond=-1").contains("perSecond must be 0 to 10000"));
        assertTrue(refusal("pishkhan:answers?askAgainSeconds=-1").contains("askAgainSeconds must be 0 or more"));
        assertTrue(refusal("pishkhan:inquiries?agency=fire&consumers=many").contains("many"));
    }

    /**
     * A context's class loader does not see this bundle, so Camel would not find the generated configurer there, and would set options
     * by reflection instead.
     */
    @Test
    void usesGeneratedConfigurers() {
        PishkhanComponent component = context.getComponent("pishkhan", PishkhanComponent.class);
        assertInstanceOf(PishkhanEndpointConfigurer.class, component.getEndpointPropertyConfigurer());
        assertInstanceOf(PishkhanComponentConfigurer.class, component.getComponentPropertyConfigurer());
    }

    private static String read(String name) throws Exception {
        try (InputStream in = PishkhanComponent.class.getClassLoader().getResourceAsStream(name)) {
            assertNotNull(in, name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JsonObject component() throws Exception {
        return ((JsonObject) Jsoner.deserialize(read(ENTRY))).getMap("component");
    }

    private static Map<String, JsonObject> options() throws Exception {
        JsonObject entry = (JsonObject) Jsoner.deserialize(read(ENTRY));
        return entry.<JsonObject>getMap("properties").entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, option -> (JsonObject) option.getValue()));
    }

    @Test
    void catalogDescribesComponent() throws Exception {
        JsonObject component = component();
        assertEquals("pishkhan", component.getString("scheme"));
        assertEquals("pishkhan:channel", component.getString("syntax"));
        assertEquals(PishkhanComponent.class.getName(), component.getString("javaType"));
        assertTrue(component.getString("description").startsWith("Endpoint that provides the hub's inquiries"));
        assertTrue(read(DISCOVERY + "component/pishkhan").contains(PishkhanComponent.class.getName()));
    }

    @Test
    void componentIsDiscoverable() throws Exception {
        Set<String> found = new TreeSet<>();
        for (URL list : Collections.list(
                PishkhanComponent.class.getClassLoader().getResources(DISCOVERY + "component.properties"))) {
            Properties properties = new Properties();
            try (InputStream in = list.openStream()) {
                properties.load(in);
            }
            if ("city.pishkhan".equals(properties.getProperty("groupId"))) {
                found.add(properties.getProperty("components"));
            }
        }
        assertEquals(Set.of(component().getString("scheme")), found);
    }

    /** The catalog describes every option of an endpoint with its default value. */
    @Test
    void catalogDescribesEveryOption() throws Exception {
        Map<String, JsonObject> options = options();
        Set<String> ours = Arrays.stream(PishkhanEndpoint.class.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(UriParam.class) || field.isAnnotationPresent(UriPath.class))
                .map(Field::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                new TreeSet<>(List.of("agency", "askAgainSeconds", "channel", "consumers", "perSecond", "queue")),
                ours);
        for (String name : ours) {
            JsonObject option = options.get(name);
            assertNotNull(option, name);
            assertTrue(option.getString("description").length() > 20, name);
        }
        Set<String> settable = Arrays.stream(PishkhanEndpoint.class.getDeclaredMethods())
                .map(Method::getName)
                .filter(name -> name.startsWith("set"))
                .map(name -> Character.toLowerCase(name.charAt(3)) + name.substring(4))
                .collect(Collectors.toSet());
        assertTrue(options.keySet().containsAll(settable), settable::toString);
    }

    @Test
    void catalogDefaultsMatchEndpoint() throws Exception {
        Map<String, JsonObject> options = options();
        PishkhanEndpoint plain = endpoint("pishkhan:answers");
        assertEquals(plain.getConsumers(), options.get("consumers").getInteger("defaultValue"));
        assertEquals(plain.getAskAgainSeconds(), options.get("askAgainSeconds").getInteger("defaultValue"));
        JsonArray channels = options.get("channel").getCollection("enum");
        assertEquals(Channel.values().length, channels.size());
        for (Object channel : channels) {
            assertNotNull(Channel.of((String) channel));
        }
    }
}
