package city.pishkhan.doors;

import city.pishkhan.doors.call.DoorJson;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.problem.ProblemMapper;
import city.pishkhan.doors.rest.RestBinding;
import city.pishkhan.doors.rest.RestSetup;
import city.pishkhan.doors.soap.SoapDoor;
import city.pishkhan.doors.soap.SoapLimits;
import city.pishkhan.runtime.DoorPaths;
import city.pishkhan.runtime.ErrorPolicy;
import city.pishkhan.runtime.RouteContexts;
import com.fasterxml.jackson.jakarta.rs.json.JacksonJsonProvider;
import jakarta.jws.WebService;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;

/**
 * Description of a door: its contracts with their paths, and its operations with the names of their access checks. A door is a component
 * that extends this class and adds its contracts and operations in its constructor. The Camel routes follow from the description: one for
 * each contract and one for each operation, so that each operation has its own metrics. Each start of a context gets new routes.
 */
public abstract class DoorDescription implements RoutesBuilder {
    /** Component property of doors. The hub is not ready without their routes. */
    public static final String DOOR = RouteContexts.DOOR;

    private static final String OPEN_API = "openApi";

    private final String name;
    private final Set<String> paths = new TreeSet<>();
    private final Set<String> published = new TreeSet<>();
    private final List<Consumer<RouteBuilder>> contracts = new ArrayList<>();
    private final Map<String, Processor> operations = new LinkedHashMap<>();

    /** @param name name of the door, used as prefix of the route ids */
    protected DoorDescription(String name) {
        this.name = name;
    }

    /**
     * Serves a REST contract at a path of the shared servlet, with the operation {@code openApi} if the contract has it.
     * @param path one of the {@link DoorPaths} of the door
     */
    protected final void rest(String path, Class<?> contract) {
        rest(name + "-rest", path, contract);
    }

    /**
     * Same as {@link #rest(String, Class)}, for doors with several contracts.
     *
     * @param id id of the contract's route
     */
    protected final void rest(String id, String path, Class<?> contract) {
        paths.add(path);
        for (Method method : contract.getMethods()) {
            published.add(method.getName());
            if (method.getName().equals(OPEN_API)) {
                operation(
                        OPEN_API, Door.open(call -> DoorReply.resource(contract, "openapi.json", "application/json")));
            }
        }
        contracts.add(routes -> addRest(routes, id, path, contract));
    }

    private void addRest(RouteBuilder routes, String id, String path, Class<?> contract) {
        routes.bindToRegistry(id + "-binding", new RestBinding(contract));
        routes.bindToRegistry(
                id + "-providers",
                List.of(
                        new JacksonJsonProvider(DoorJson.callers()),
                        new ProblemMapper.Any(),
                        new ProblemMapper.Http(),
                        new ContractMethods(contract)));
        routes.bindToRegistry(id + "-setup", new RestSetup());
        routes.from("cxfrs:" + path + "?resourceClasses=" + contract.getName() + "&synchronous=true&binding=#" + id
                        + "-binding&providers=#" + id + "-providers&cxfRsConfigurer=#" + id + "-setup")
                .routeId(id)
                .routeConfigurationId(ErrorPolicy.DOOR)
                .description("REST at " + path)
                .toD(toOperation());
    }

    /**
     * Serves a SOAP contract (1.1 and 1.2) with the operations of a REST contract. The WSDL, its service and its ports have the name of the
     * door.
     * @param path one of the {@link DoorPaths} of the door
     * @param port interface generated from the WSDL, which is in the same package
     */
    protected final void soap(String path, Class<?> port, Class<?> rest) {
        paths.add(path);
        contracts.add(routes -> addSoap(routes, name + "-soap", path, port, rest));
    }

    private void addSoap(RouteBuilder routes, String id, String path, Class<?> port, Class<?> rest) {
        WebService service = port.getAnnotation(WebService.class);
        String wsdl = "classpath:" + port.getPackageName().replace('.', '/') + "/" + name + ".wsdl";
        String qualified =
                "{" + service.targetNamespace() + "}" + service.name().replace("PortType", "");
        SoapDoor soap = new SoapDoor(port, rest);
        routes.bindToRegistry(id + "-limits", new SoapLimits(service.targetNamespace()));
        // the port for SOAP 1.2 also accepts SOAP 1.1
        routes.from("cxf:" + path + "?serviceClass=" + port.getName() + "&wsdlURL=" + wsdl
                        + "&synchronous=true&serviceName=" + qualified + "Service&portName=" + qualified
                        + "Port12&cxfConfigurer=#" + id + "-limits")
                .routeId(id)
                .routeConfigurationId(ErrorPolicy.DOOR)
                .description("SOAP at " + path)
                .process(soap::receive)
                .toD(toOperation())
                .process(soap::reply);
    }

    private String toOperation() {
        return "direct:" + name + "-${header." + RestBinding.OPERATION + "}";
    }

    /**
     * Adds an operation, independent of the syntax of the call.
     *
     * @param operation name of the contract's method
     */
    protected final void operation(String operation, Processor work) {
        if (operations.put(operation, work) != null) {
            throw new IllegalStateException("The door " + name + " defines the operation " + operation + " twice");
        }
    }

    /** @throws IllegalStateException if the gate does not know a path, or if the operations of the contracts and of the door differ */
    @Override
    public final void addRoutesToCamelContext(CamelContext context) throws Exception {
        paths.forEach(this::requireDeclared);
        if (!published.equals(operations.keySet())) {
            throw new IllegalStateException("The contracts of the door " + name + " define the operations " + published
                    + ", but the door implements " + new TreeSet<>(operations.keySet()));
        }
        context.addRoutes(new Routes());
    }

    /** Checks that the door's path is declared; otherwise the gate would answer 404 while the door is being updated. */
    private void requireDeclared(String path) {
        DoorPaths declared = getClass().getAnnotation(DoorPaths.class);
        if (declared == null || !List.of(declared.value()).contains(path)) {
            throw new IllegalStateException(
                    "The door " + name + " serves " + path + ", but its @DoorPaths do not list this path");
        }
    }

    @Override
    public final void addTemplatedRoutesToCamelContext(CamelContext context) {
        // doors have no templated routes
    }

    @Override
    public final Set<String> updateRoutesToCamelContext(CamelContext context) throws Exception {
        return new Routes().updateRoutesToCamelContext(context);
    }

    private final class Routes extends RouteBuilder {
        @Override
        public void configure() {
            contracts.forEach(contract -> contract.accept(this));
            operations.forEach((operation, work) -> from("direct:" + name + "-" + operation)
                    .routeId(name + "-" + operation)
                    .routeConfigurationId(ErrorPolicy.DOOR)
                    .description(operation)
                    .process(work));
        }
    }
}
