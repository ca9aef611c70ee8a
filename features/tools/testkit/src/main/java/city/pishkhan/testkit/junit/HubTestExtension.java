package city.pishkhan.testkit.junit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/** JUnit extension that provides one hub for all classes of a run. */
final class HubTestExtension implements ParameterResolver, TestWatcher {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(HubTest.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestHub.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // JUnit closes the hub when the run ends
        return store(context).getOrComputeIfAbsent(TestHub.class, type -> TestHub.start(), TestHub.class);
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        TestHub hub = store(context).get(TestHub.class, TestHub.class);
        if (hub != null) {
            hub.printLog();
        }
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE);
    }
}
