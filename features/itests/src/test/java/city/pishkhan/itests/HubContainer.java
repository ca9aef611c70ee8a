package city.pishkhan.itests;

import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.vmOptions;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.doNotModifyLogConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;

import city.pishkhan.testkit.process.Ports;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.ops4j.pax.exam.Option;

/** The hub's distribution as a Pax Exam container: without network access and on free ports. */
public final class HubContainer {
    private static final String FEATURES = "etc/org.apache.karaf.features.cfg";

    private HubContainer() {}

    /** The distribution as shipped, on a free HTTP port. */
    public static Option distribution() {
        return distribution(freePort());
    }

    /**
     * The distribution as shipped, on the given HTTP port. Tests in the container read the port from the system property
     * {@code hub.http.port}.
     */
    public static Option distribution(int http) {
        return composite(
                karafDistributionConfiguration()
                        .frameworkUrl("file:" + new File(System.getProperty("hub.archive")).getAbsolutePath())
                        .karafVersion("4.4.10")
                        .name("Pishkhan")
                        .unpackDirectory(TestJvm.folder("exam").toFile())
                        .useDeployFolder(false),
                vmOptions(System.getProperty("test.jvm").split(" ")),
                // several test JVMs share the machine, so a service may start slowly
                editConfigurationFilePut("etc/system.properties", "pax.exam.service.timeout", "120000"),
                configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
                doNotModifyLogConfiguration(),
                editConfigurationFilePut("etc/org.apache.felix.http.cfg", "pishkhan.port", "" + http),
                editConfigurationFilePut("etc/system.properties", "hub.http.port", "" + http),
                editConfigurationFilePut(
                        "etc/system.properties",
                        "demo.properties",
                        new File(System.getProperty("demo.assembly"), "etc/demo/properties").getAbsolutePath()),
                editConfigurationFilePut("etc/org.apache.karaf.shell.cfg", "sshPort", "" + freePort()),
                editConfigurationFilePut(
                        "etc/org.ops4j.pax.url.mvn.cfg",
                        "org.ops4j.pax.url.mvn.localRepository",
                        System.getProperty("maven.repo")));
    }

    /** The distribution with only the features service and the component runtime started; no bundle of the hub runs. */
    public static Option framework() {
        return composite(
                distribution(),
                editConfigurationFilePut(FEATURES, "featuresBoot", "feature,scr"),
                // a larger heap, because classes of uninstalled bundles stay in memory for a while
                vmOptions("-Xmx2g"));
    }

    public static int freePort() {
        try {
            return Ports.findFree();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
