package city.pishkhan.doors;

import city.pishkhan.doors.call.DoorJson;
import city.pishkhan.doors.problem.ProblemMapper;
import city.pishkhan.doors.rest.RestBinding;
import city.pishkhan.doors.rest.RestSetup;
import city.pishkhan.doors.soap.SoapDoor;
import city.pishkhan.doors.soap.SoapLimits;
import city.pishkhan.runtime.DoorPaths;
import city.pishkhan.runtime.ErrorPolicy;
import com.fasterxml.jackson.jakarta.rs.json.JacksonJsonProvider;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;

/** Routes of a door: one for its address and one for each operation, so that each operation has its own metrics. */
public abstract class DoorRoutes extends RouteBuilder {
    private final String door;
    private final Set<String> published = new TreeSet<>();
    private final Set<String> carriedOut = new TreeSet<>();

    /** @param door name of the door, used as prefix of the route ids */
    protected DoorRoutes(String door) {
        this.door = door;
    }

    /** Exposes a REST contract at a path of the shared servlet. The path must be one of the {@link DoorPaths} of these routes. */
    protected void rest(String id, String path, Class<?> contract) {
        requireDeclared(path);
        Arrays.stream(contract.getMethods()).map(Method::getName).forEach(published::add);
        bindToRegistry(id + "-binding", new RestBinding(contract));
        bindToRegistry(
                id + "-providers",
                List.of(
                        new JacksonJsonProvider(DoorJson.callers()),
                        new ProblemMapper.Any(),
                        new ProblemMapper.Http(),
                        new ContractMethods(contract)));
        bindToRegistry(id + "-setup", new RestSetup());
        from("cxfrs:" + path + "?resourceClasses=" + contract.getName() + "&synchronous=true&binding=#" + id
                        + "-binding&providers=#" + id + "-providers&cxfRsConfigurer=#" + id + "-setup")
                .routeId(id)
                .routeConfigurationId(ErrorPolicy.DOOR)
                .description("REST at " + path)
                .toD("direct:" + door + "-${header." + RestBinding.OPERATION + "}");
    }

    /**
     * Exposes a SOAP contract (1.1 and 1.2) with the operations of a REST contract.
     * @param path     one of the {@link DoorPaths} of these routes
     * @param port     interface generated from {@code wsdl}
     * @param wsdl     location on the class path, in an exported package
     * @param service  local name of the WSDL service
     * @param portName local name of the port for SOAP 1.2, which also accepts SOAP 1.1
     */
    protected void soap(
            String id,
            String path,
            Class<?> port,
            String wsdl,
            String namespace,
            String service,
            String portName,
            Class<?> rest) {
        requireDeclared(path);
        SoapDoor soap = new SoapDoor(port, rest);
        bindToRegistry(id + "-limits", new SoapLimits(namespace));
        from("cxf:" + path + "?serviceClass=" + port.getName() + "&wsdlURL=" + wsdl + "&synchronous=true&serviceName={"
                        + namespace + "}" + service + "&portName={" + namespace + "}" + portName + "&cxfConfigurer=#"
                        + id + "-limits")
                .routeId(id)
                .routeConfigurationId(ErrorPolicy.DOOR)
                .description("SOAP at " + path)
                .process(soap::receive)
                .toD("direct:" + door + "-${header." + RestBinding.OPERATION + "}")
                .process(soap::reply);
    }

    /** Refuses to start a door that the gate does not know, because the gate would answer 404 while the door is being updated. */
    private void requireDeclared(String path) {
        DoorPaths declared = getClass().getAnnotation(DoorPaths.class);
        if (declared == null || !List.of(declared.value()).contains(path)) {
            throw new IllegalStateException("The door " + door + " serves " + path
                    + ", but the @DoorPaths of its routes do not list this path");
        }
    }

    /** Defines an operation of the door, independent of the syntax of the call. */
    protected void operation(String name, Processor work) {
        carriedOut.add(name);
        from("direct:" + door + "-" + name)
                .routeId(door + "-" + name)
                .routeConfigurationId(ErrorPolicy.DOOR)
                .description(name)
                .process(work);
    }

    /** @throws IllegalStateException if the operations of the contracts and of the door differ */
    @Override
    public void addRoutesToCamelContext(CamelContext context) throws Exception {
        published.clear();
        carriedOut.clear();
        super.addRoutesToCamelContext(context);
        if (!published.equals(carriedOut)) {
            throw new IllegalStateException("The contracts of the door " + door + " define the operations " + published
                    + ", but the door implements " + carriedOut);
        }
    }
}
