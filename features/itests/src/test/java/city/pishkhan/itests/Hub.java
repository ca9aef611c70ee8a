package city.pishkhan.itests;

import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.doNotModifyLogConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import org.ops4j.pax.exam.Option;

/** Our own distribution as a Pax Exam container: without a network, on ports that nobody else uses. */
public final class Hub {
    private static final String FEATURES = "etc/org.apache.karaf.features.cfg";

    private Hub() {}

    /** The distribution as it ships. */
    public static Option distribution() {
        return distribution(freePort());
    }

    /** The same at a given HTTP port, which the container finds in the system property {@code hub.http.port}. */
    public static Option distribution(int http) {
        return composite(
                karafDistributionConfiguration()
                        .frameworkUrl("file:" + new File(System.getProperty("hub.archive")).getAbsolutePath())
                        .karafVersion("4.4.10")
                        .name("Pishkhan")
                        .unpackDirectory(new File("target/exam"))
                        .useDeployFolder(false),
                configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
                doNotModifyLogConfiguration(),
                editConfigurationFilePut("etc/org.apache.felix.http.cfg", "org.osgi.service.http.port", "" + http),
                editConfigurationFilePut("etc/system.properties", "hub.http.port", "" + http),
                editConfigurationFilePut("etc/org.apache.karaf.shell.cfg", "sshPort", "" + freePort()),
                editConfigurationFilePut(
                        "etc/org.ops4j.pax.url.mvn.cfg",
                        "org.ops4j.pax.url.mvn.localRepository",
                        System.getProperty("maven.repo")));
    }

    /** The distribution with nothing of ours started: only what installs features. */
    static Option framework() {
        return composite(distribution(), editConfigurationFilePut(FEATURES, "featuresBoot", "feature,scr"));
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
