package city.pishkhan.deployment.internal.bundles;

import city.pishkhan.api.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.felix.utils.resource.ResourceBuilder;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.resource.Resource;

/**
 * A bundle that is not installed yet, as described by its jar.
 *
 * @param resource its requirements and capabilities
 * @param components its components
 * @param referencedAgencies agencies whose inquiries its routes consume, as far as this is known before it starts
 */
public record BundleContent(
        String name,
        Version version,
        boolean fragment,
        Resource resource,
        List<ComponentXml> components,
        Set<String> referencedAgencies) {
    private static final Pattern INQUIRIES =
            Pattern.compile("pishkhan:(?://)?inquiries\\?(?:[a-zA-Z0-9=&]{1,200}&)?agency=([a-z][a-z0-9-]{0,39})");

    /** PIDs for which its components require a configuration. */
    Set<String> requiredPids() {
        return components.stream()
                .flatMap(one -> one.requiredPids().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Parses a jar.
     *
     * @throws Refusal if it is not a complete bundle
     */
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
            Set<String> referencedAgencies = new LinkedHashSet<>();
            List<ComponentXml> components = new ArrayList<>();
            for (byte[] xml : components(in, headers.getOrDefault("Service-Component", ""), referencedAgencies)) {
                components.addAll(ComponentXml.of(xml));
            }
            components.forEach(one -> one.routedAgencies().forEach(referencedAgencies::add));
            Resource resource = ResourceBuilder.build("deployment:" + name, headers);
            return new BundleContent(
                    name,
                    Version.parseVersion(headers.get(Constants.BUNDLE_VERSION)),
                    headers.containsKey(Constants.FRAGMENT_HOST),
                    resource,
                    components,
                    referencedAgencies);
        } catch (IOException | BundleException | IllegalArgumentException e) {
            throw Refusal.conflict("deployment.no-bundle/broken", e.getMessage());
        }
    }

    /**
     * Reads all entries, which also detects a truncated jar.
     *
     * @param referencedAgencies receives agencies whose inquiries the classes refer to
     */
    private static List<byte[]> components(JarInputStream in, String header, Set<String> referencedAgencies)
            throws IOException {
        Set<String> named = new LinkedHashSet<>();
        for (String one : header.split(",")) {
            named.add(one.strip());
        }
        List<byte[]> found = new ArrayList<>();
        for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
            byte[] content = in.readAllBytes();
            if (entry.getName().endsWith(".class")) {
                // an endpoint URI in Java code is a constant in its class file
                INQUIRIES
                        .matcher(new String(content, StandardCharsets.ISO_8859_1))
                        .results()
                        .forEach(address -> referencedAgencies.add(address.group(1)));
            }
            String pattern = entry.getName().replaceFirst("/[^/]*$", "/*.xml");
            if (named.contains(entry.getName())
                    || named.contains(pattern) && entry.getName().endsWith(".xml")) {
                found.add(content);
            }
        }
        return found;
    }
}
