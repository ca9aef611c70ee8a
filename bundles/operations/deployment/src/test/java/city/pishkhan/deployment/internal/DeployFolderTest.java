package city.pishkhan.deployment.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.api.Refusal;
import city.pishkhan.deployment.internal.leftovers.LeftoverWatch;
import city.pishkhan.stubs.Stubs;
import java.lang.reflect.InvocationHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;

class DeployFolderTest {
    @TempDir
    Path folder;

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return Stubs.intercept(type, handler);
    }

    /**
     * A file that waits for another deployment is not rejected. After an exception the file installer tries the file
     * again, but it never retries a rejected file.
     */
    @Test
    void fileWaitingForOtherDeploymentIsNotRejected() throws Exception {
        Path file = Files.write(
                folder.resolve("waits.jar"),
                GuardedFramework.jar(GuardedFramework.NAME, "1", TestActivators.Good.class));
        try (GuardedFramework hub = new GuardedFramework(folder.resolve("hub"))) {
            BundleContext real = hub.framework.getBundleContext();
            BundleContext context = proxy(
                    BundleContext.class,
                    (self, method, arguments) -> method.getName().equals("getProperty")
                            ? folder.toString()
                            : method.invoke(real, arguments));
            DeploymentService service = new DeploymentService(
                    context,
                    null,
                    null,
                    proxy(ConfigurationAdmin.class, (self, method, arguments) -> null),
                    new LeftoverWatch(context),
                    hub.guard,
                    hub.gate,
                    proxy(DeploymentService.Config.class, (self, method, arguments) -> 1));
            DeployFolder installer = new DeployFolder(folder, service);
            // the interrupt makes the installer give up at once instead of waiting for the other deployment
            Thread.currentThread().interrupt();
            try {
                Refusal busy = assertThrows(Refusal.class, () -> installer.install(file.toFile()));
                assertEquals("deployment.busy", busy.code());
            } finally {
                Thread.interrupted();
                service.stop();
            }
            assertEquals(List.of(), service.rejected());
            assertFalse(service.isTried(file));
        }
    }
}
