package city.pishkhan.itests.doors;

import city.pishkhan.itests.TestReport;
import city.pishkhan.itests.contract.ServedContract;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Provides the shared {@link SharedCity} as a parameter, and reports the end of the hub's log if a test fails. A class fails if a call violated a
 * contract.
 */
final class SharedCityExtension implements ParameterResolver, AfterAllCallback, TestWatcher {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == SharedCity.class;
    }

    @Override
    public SharedCity resolveParameter(ParameterContext parameter, ExtensionContext context) {
        try {
            return SharedCity.shared();
        } catch (Exception e) {
            throw new IllegalStateException("The town does not come up", e);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        ServedContract.failOnViolations();
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        try {
            TestReport.logTail(
                    "the hub's log", SharedCity.shared().log().lines().toList());
        } catch (Exception e) {
            TestReport.log("The hub's log cannot be read: " + e);
        }
    }
}
