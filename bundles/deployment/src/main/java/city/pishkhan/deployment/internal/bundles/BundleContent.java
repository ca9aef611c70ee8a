package city.pishkhan.deployment.internal.bundles;

import city.pishkhan.api.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import org.apache.felix.utils.resource.ResourceBuilder;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.resource.Resource;

/**
 * A bundle that is not installed yet, as its jar describes it.
 *
 * @param resource its requirements and capabilities
 * @param wanted   PIDs without whose configuration a component of it does not start
 */
public record BundleContent(String name, Version version, boolean fragment, Resource resource, Set<String> wanted) {

    /** @throws Refusal if it is no whole bundle */
    public static BundleContent of(byte[] jar) {
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar))) {
            Manifest manifest = in.getManifest();
            if (manifest == null) {
                throw Refusal.conflict("deployment.no-bundle/manifest");
            }
            Map<String, String> headers = new HashMap<>();
            manifest.getMainAttributes().forEach((key, value) -> headers.put(key.toString(), value.toString()));
            String name = headers.getOrDefault(Constants.BUNDLE_SYMBOLICNAME, "")
                    .replaceFirst(";.*", "")
                    .strip();
            if (name.isEmpty() || !"2".equals(headers.get(Constants.BUNDLE_MANIFESTVERSION))) {
                throw Refusal.conflict("deployment.no-bundle/name");
            }
            List<byte[]> components = components(in, headers.getOrDefault("Service-Component", ""));
            Resource resource = ResourceBuilder.build("deployment:" + name, headers);
            Set<String> wanted = new LinkedHashSet<>();
            for (byte[] xml : components) {
                wanted.addAll(ComponentXml.wanted(xml));
            }
            return new BundleContent(
                    name,
                    Version.parseVersion(headers.get(Constants.BUNDLE_VERSION)),
                    headers.containsKey(Constants.FRAGMENT_HOST),
                    resource,
                    wanted);
        } catch (IOException | BundleException | IllegalArgumentException e) {
            throw Refusal.conflict("deployment.no-bundle/broken", e.getMessage());
        }
    }

    /** Reads all entries, so that a jar that was cut off is found out. */
    private static List<byte[]> components(JarInputStream in, String header) throws IOException {
        Set<String> named = new LinkedHashSet<>();
        for (String one : header.split(",")) {
            named.add(one.strip());
        }
        List<byte[]> found = new ArrayList<>();
        for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
            byte[] content = in.readAllBytes();
            String pattern = entry.getName().replaceFirst("/[^/]*$", "/*.xml");
            if (named.contains(entry.getName())
                    || named.contains(pattern) && entry.getName().endsWith(".xml")) {
                found.add(content);
            }
        }
        return found;
    }
}
