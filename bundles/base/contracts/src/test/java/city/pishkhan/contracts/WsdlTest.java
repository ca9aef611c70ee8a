package city.pishkhan.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.contracts.agency.AgencyApi;
import city.pishkhan.contracts.office.OfficeApi;
import city.pishkhan.contracts.soap.agency.AgencyPortType;
import city.pishkhan.contracts.soap.office.OfficePortType;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.wsdl.Binding;
import javax.wsdl.BindingOperation;
import javax.wsdl.Definition;
import javax.wsdl.extensions.soap.SOAPBody;
import javax.wsdl.factory.WSDLFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The WSDLs conform to the WS-I Basic Profile and have the same meaning as the REST doors. */
class WsdlTest {

    @ParameterizedTest
    @ValueSource(strings = {"office", "agency"})
    void isDocumentLiteralWrapped(String door) throws Exception {
        Definition wsdl = read(door);
        assertEquals("urn:pishkhan:" + door + ":v1", wsdl.getTargetNamespace());
        assertEquals(2, wsdl.getBindings().size());
        for (Object value : wsdl.getBindings().values()) {
            for (Object o : ((Binding) value).getBindingOperations()) {
                BindingOperation operation = (BindingOperation) o;
                var abstractly = operation.getOperation();
                for (var message : new javax.wsdl.Message[] {
                    abstractly.getInput().getMessage(), abstractly.getOutput().getMessage()
                }) {
                    assertEquals(1, message.getParts().size());
                }
                var part = (javax.wsdl.Part)
                        abstractly.getInput().getMessage().getParts().get("parameters");
                assertEquals(abstractly.getName(), part.getElementName().getLocalPart());
                assertEquals(Set.of("refusal"), abstractly.getFaults().keySet());
                for (Object extension : operation.getBindingInput().getExtensibilityElements()) {
                    if (extension instanceof SOAPBody body) {
                        assertEquals("literal", body.getUse());
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {OfficePortType.class, AgencyPortType.class})
    void operationNamesMatchRest(Class<?> port) {
        Class<?> rest = port == OfficePortType.class ? OfficeApi.class : AgencyApi.class;
        Set<String> missing = names(port);
        missing.removeAll(names(rest));
        assertTrue(missing.isEmpty(), "in SOAP only: " + missing);
    }

    @ParameterizedTest
    @ValueSource(classes = {OfficePortType.class, AgencyPortType.class})
    void requestsAndResponsesContainRequestId(Class<?> port) throws Exception {
        for (Method method : port.getMethods()) {
            assertEquals(1, method.getParameterCount(), method.getName());
            method.getParameterTypes()[0].getMethod("getRequestId");
            method.getReturnType().getMethod("getRequestId");
        }
    }

    private static Set<String> names(Class<?> type) {
        return Stream.of(type.getMethods()).map(Method::getName).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Definition read(String door) throws Exception {
        var reader = WSDLFactory.newInstance().newWSDLReader();
        reader.setFeature("javax.wsdl.verbose", false);
        return reader.readWSDL(WsdlTest.class
                .getResource("soap/" + door + "/" + door + ".wsdl")
                .toString());
    }
}
